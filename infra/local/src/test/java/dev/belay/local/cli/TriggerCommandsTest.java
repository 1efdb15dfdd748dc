package dev.belay.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TriggerCommandsTest {
    private static final String SECRET = "It's a secret";

    @TempDir Path data = Path.of("");

    private Shell.Outcome belay(String... arguments) {
        return new Shell(data.resolve("store")).run(arguments);
    }

    private Path secret(String name) {
        return data.resolve("store/secrets/default").resolve(name);
    }

    private String file(String content) throws IOException {
        return "file:" + Files.writeString(data.resolve("given"), content);
    }

    private Shell.Outcome create(String id, String... more) throws IOException {
        var arguments =
                new java.util.ArrayList<>(
                        java.util.List.of(
                                "trigger",
                                "create",
                                id,
                                "--workflow",
                                "shop.order",
                                "--sender",
                                "github",
                                "--secret",
                                file(SECRET + "\n")));
        arguments.addAll(java.util.List.of(more));
        return belay(arguments.toArray(String[]::new));
    }

    @Test
    void a_trigger_is_made_listed_shown_and_taken_away() throws Exception {
        var made = create("pushes", "--filter", ".data.ref == \"main\"", "--input", ".data");

        assertThat(made.exit()).as(made.err()).isZero();
        assertThat(made.out()).contains("/hooks/default/pushes").doesNotContain(SECRET);
        assertThat(secret("pushes")).hasContent(SECRET);
        assertThat(Files.getPosixFilePermissions(secret("pushes")))
                .containsExactlyInAnyOrder(
                        PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
        assertThat(belay("trigger", "list").out()).contains("pushes").contains("github");
        var shown = belay("trigger", "show", "pushes");
        assertThat(shown.json().path("filter").asText()).isEqualTo(".data.ref == \"main\"");
        assertThat(shown.out()).doesNotContain(SECRET);

        assertThat(belay("trigger", "delete", "pushes").exit()).isZero();
        assertThat(belay("trigger", "list").out()).contains("no triggers");
        assertThat(secret("pushes")).doesNotExist();
    }

    @Test
    void a_secret_is_not_taken_from_the_command_line() {
        var refused =
                belay(
                        "trigger",
                        "create",
                        "pushes",
                        "--workflow",
                        "w",
                        "--sender",
                        "github",
                        "--secret",
                        SECRET);

        assertThat(refused.exit()).isEqualTo(Exit.USAGE);
        assertThat(refused.err()).contains("file:PATH").doesNotContain(SECRET);
        assertThat(belay("trigger", "list").out()).contains("no triggers");
    }

    @Test
    void what_is_wrong_with_a_trigger_is_named() throws Exception {
        assertThat(create("a", "--filter", ".a ==").err()).contains("filter:");
        assertThat(belay("trigger", "create", "a", "--workflow", "w", "--sender", "gitub").err())
                .contains("no sender is called 'gitub'");
        create("a");
        assertThat(create("a").err()).contains("there is a trigger 'a' already");
        assertThat(create("a", "--replace").exit()).isZero();
    }

    @Test
    void a_rotation_keeps_two_secrets_live_until_it_is_ended() throws Exception {
        create("pushes");

        var rotated = belay("trigger", "rotate", "pushes", "--secret", file("another"));

        assertThat(rotated.exit()).as(rotated.err()).isZero();
        assertThat(secret("pushes")).hasContent("another");
        assertThat(secret("pushes.previous")).hasContent(SECRET);
        assertThat(belay("trigger", "rotate", "pushes", "--secret", file("third")).err())
                .contains("two secrets");
        belay("trigger", "rotate", "pushes", "--end");
        assertThat(secret("pushes.previous")).doesNotExist();
    }

    @Test
    void a_trigger_is_disabled_and_enabled_and_its_inbox_is_shown() throws Exception {
        create("pushes");

        belay("trigger", "disable", "pushes");
        assertThat(belay("trigger", "list").out()).contains("disabled");
        belay("trigger", "enable", "pushes");
        assertThat(belay("trigger", "list").out()).contains("enabled");
        assertThat(belay("trigger", "inbox", "pushes").out()).contains("nothing came yet");
        assertThat(belay("trigger", "inbox", "nobody").err()).contains("no trigger is called");
    }

    @Test
    void a_trigger_of_events_says_which() {
        assertThat(belay("trigger", "create", "e", "--workflow", "w", "--sender", "event").err())
                .contains("wants every event");
        assertThat(
                        belay(
                                        "trigger",
                                        "create",
                                        "e",
                                        "--workflow",
                                        "w",
                                        "--sender",
                                        "event",
                                        "--event",
                                        "type=shop.ordered")
                                .exit())
                .isZero();
        assertThat(belay("trigger", "show", "e").json().at("/events/0/type").asText())
                .isEqualTo("shop.ordered");
    }
}
