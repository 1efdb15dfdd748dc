package dev.belay.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UsageTest {
    @TempDir Path data = Path.of("");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "up",
                "run",
                "start",
                "list",
                "show",
                "history",
                "signal",
                "query",
                "update",
                "cancel",
                "terminate",
                "replay",
                "doctor",
                "cost",
                "lint-template",
                "bench",
                "simulate"
            })
    void every_command_explains_itself(String command) {
        Shell.Outcome outcome = Shell.bare(command, "--help");

        assertThat(outcome.exit()).isZero();
        assertThat(outcome.out()).contains("Usage: belay " + command).contains("--data");
    }

    @Test
    void the_whole_lists_its_commands_and_exit_codes() {
        Shell.Outcome outcome = Shell.bare("--help");

        assertThat(outcome.exit()).isZero();
        assertThat(outcome.out()).contains("doctor").contains("Exit codes").doesNotContain("train");
    }

    @Test
    void no_command_is_misuse() {
        assertThat(Shell.bare().exit()).isEqualTo(Exit.USAGE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dance",
                "run",
                "run app-build --no-such-option",
                "run app-build --input {",
                "run app-build --input @no-such-file",
                "list --backend paper",
                "list --limit many",
                "start app-build --delay soon",
                "bench W99",
            })
    void misuse_is_told_in_words(String line) {
        Shell.Outcome outcome = Shell.bare(line.split(" "));

        assertThat(outcome.exit()).isEqualTo(Exit.USAGE);
        assertThat(outcome.err()).contains("--help").doesNotContain("\tat ");
    }

    @Test
    void an_error_is_one_line_with_a_code() {
        Shell.Outcome outcome = new Shell(data).run("run", "no-such-workflow");

        assertThat(outcome.exit()).isEqualTo(Exit.ERROR);
        assertThat(outcome.err().strip())
                .startsWith("[BLY-1002]")
                .contains("no-such-workflow")
                .hasLineCount(1);
    }

    @Test
    void verbose_shows_where_an_error_comes_from() {
        Shell.Outcome outcome = new Shell(data).run("run", "no-such-workflow", "--verbose");

        assertThat(outcome.err()).contains("[BLY-1002]").contains("\tat ");
    }

    @Test
    void a_look_at_nothing_makes_nothing() {
        Path missing = data.resolve("missing");
        Shell.Outcome outcome = new Shell(missing).run("list");

        assertThat(outcome.out()).contains("no runs");
        assertThat(missing).doesNotExist();
    }
}
