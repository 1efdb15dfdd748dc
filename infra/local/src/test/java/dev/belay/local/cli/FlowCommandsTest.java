package dev.belay.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.local.access.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlowCommandsTest {
    private static final String GREETING =
            """
            document: { dsl: '1.0.3', namespace: kit, name: greet, version: '1.0.0' }
            do:
              - greet: { set: { text: '${ "hello \\(.name)" }' } }
            """;

    @TempDir Path data = Path.of("");

    private String file(String name, String text) {
        try {
            return Files.writeString(data.resolve(name), text).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Shell.Outcome belay(String... arguments) {
        return new Shell(data.resolve("store")).run(arguments);
    }

    @Test
    void a_file_is_run_and_gives_its_output_alone() {
        var outcome = belay("run", file("a.yaml", GREETING), "--input", "{\"name\":\"ann\"}");

        assertThat(outcome.exit()).as(outcome.err()).isZero();
        assertThat(outcome.json()).isEqualTo(Json.readTree("it", "{\"text\":\"hello ann\"}"));
    }

    @Test
    void the_same_content_again_is_the_same_version() {
        String file = file("a.yaml", GREETING);
        belay("run", file);

        assertThat(belay("run", file("b.yaml", "# the same\n" + GREETING)).exit()).isZero();
        assertThat(belay("flow", "versions", "kit.greet", "--json").json()).hasSize(1);
    }

    @Test
    void other_content_under_the_same_version_is_refused_but_runs_as_a_draft() {
        belay("flow", "publish", file("a.yaml", GREETING));
        String changed = file("b.yaml", GREETING.replace("hello", "bye"));

        var refused = belay("run", changed);
        var draft = belay("run", changed, "--as-draft", "--input", "{\"name\":\"ann\"}");

        assertThat(refused.exit()).isEqualTo(Exit.ERROR);
        assertThat(refused.err()).contains("FLOW-801").contains("new version");
        assertThat(draft.json().path("text").asText()).isEqualTo("bye ann");
        var newest = belay("run", "kit.greet", "--input", "{\"name\":\"ann\"}", "--json");
        assertThat(newest.json().at("/result/text").asText()).isEqualTo("hello ann");
    }

    @Test
    void an_error_is_json_on_standard_error() {
        var outcome =
                belay(
                        "run",
                        file("a.yaml", GREETING.replace(".name", ".name[0]")),
                        "--input",
                        "{\"name\":{}}");

        assertThat(outcome.exit()).isEqualTo(Exit.FAILED);
        assertThat(outcome.out()).isEmpty();
        assertThat(Json.readTree("the error", outcome.err()).path("instance").asText())
                .isEqualTo("/do/0/greet");
    }

    @Test
    void problems_are_told_with_their_place() {
        String bad = file("bad.yaml", GREETING.replace("set:", "sett:"));

        var outcome = belay("flow", "validate", file("a.yaml", GREETING), bad);

        assertThat(outcome.exit()).isEqualTo(Exit.FAILED);
        assertThat(outcome.out()).contains("a.yaml: good").contains("bad.yaml:3:14: FLOW-201");
    }

    @Test
    void a_file_is_compared_with_what_is_published() {
        belay("flow", "publish", file("a.yaml", GREETING));

        var same = belay("flow", "diff", file("a.yaml", GREETING));
        var other = belay("flow", "diff", file("b.yaml", GREETING.replace("hello", "bye")));

        assertThat(same.exit()).isZero();
        assertThat(other.exit()).isEqualTo(Exit.FAILED);
        assertThat(other.out()).contains("greet: set");
    }

    @Test
    void no_run_begins_with_a_disabled_version() {
        String file = file("a.yaml", GREETING);
        belay("flow", "publish", file);
        belay("flow", "disable", "kit.greet", "1.0.0");

        assertThat(belay("run", file).err()).contains("disabled");
        assertThat(belay("flow", "list").out()).contains("kit.greet").contains("disabled");
        belay("flow", "enable", "kit.greet", "1.0.0");
        assertThat(belay("run", file).exit()).isZero();
    }

    @Test
    void an_event_that_a_flow_emits_is_heard_in_its_workspace() {
        String flow =
                """
                document: { dsl: '1.0.3', namespace: kit, name: talk, version: '1.0.0' }
                do:
                  - both:
                      fork:
                        branches:
                          - hear:
                              listen: { to: { one: { with: { type: kit.said } } } }
                              output: { as: '.[0].word' }
                          - say:
                              emit: { event: { with: { source: 'https://kit.example', type: kit.said, data: { word: hi } } } }
                              output: { as: .type }
                """;

        var outcome = belay("run", file("talk.yaml", flow));

        assertThat(outcome.json()).isEqualTo(Json.readTree("it", "[\"hi\",\"kit.said\"]"));
    }
}
