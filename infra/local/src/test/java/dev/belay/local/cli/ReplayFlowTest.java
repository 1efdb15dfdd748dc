package dev.belay.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayFlowTest {
    private static final String FLOW =
            """
            document: { dsl: '1.0.3', namespace: kit, name: tell, version: '1.0.0' }
            do:
            - first: { emit: { event: { with: { source: 'https://kit.example', type: a } } } }
            - rest: { wait: { milliseconds: 1 } }
            - second: { emit: { event: { with: { source: 'https://kit.example', type: b } } } }
            """;

    @TempDir Path data = Path.of("");

    private String file(String name, String text) throws IOException {
        return Files.writeString(data.resolve(name), text).toString();
    }

    private Shell.Outcome belay(String... arguments) {
        return new Shell(data.resolve("store")).run(arguments);
    }

    private String run() throws IOException {
        var outcome = belay("run", file("a.yaml", FLOW), "--json");
        assertThat(outcome.exit()).as(outcome.err()).isZero();
        return outcome.json().path("runId").asText();
    }

    @Test
    void a_run_of_a_flow_is_decided_again_as_it_was() throws Exception {
        String run = run();

        var replayed = belay("replay", run);

        assertThat(replayed.exit()).as(replayed.out() + replayed.err()).isZero();
        assertThat(replayed.out()).contains("matches");
    }

    @Test
    void another_definition_is_said_to_differ_and_where() throws Exception {
        String run = run();
        String other = file("b.yaml", FLOW.replace("wait: { milliseconds: 1 }", "set: { x: 1 }"));

        var replayed = belay("replay", run, "--flow", other);

        assertThat(replayed.exit()).isEqualTo(Exit.FAILED);
        assertThat(replayed.out()).contains("emit-event");
    }

    @Test
    void what_changes_nothing_that_was_decided_still_matches() throws Exception {
        String run = run();
        String other = file("b.yaml", FLOW.replace("version: '1.0.0'", "version: '1.0.1'"));

        assertThat(belay("replay", run, "--flow", other).exit()).isZero();
    }

    @Test
    void an_exported_history_of_a_flow_is_replayed() throws Exception {
        String exported = data.resolve("run.jsonl").toString();
        belay("history", run(), "--export", exported);

        var replayed = belay("replay", exported);

        assertThat(replayed.exit()).as(replayed.out() + replayed.err()).isZero();
    }
}
