package dev.belay.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The commands for schedules, on one that is due far in the future.
class ScheduleCommandsTest {
    @TempDir Path directory = Path.of("");

    private Shell shell = new Shell(Path.of(""));

    @BeforeEach
    void create() {
        shell = new Shell(directory.resolve("data"));
        Shell.Outcome made =
                shell.run(
                        "schedule",
                        "create",
                        "yearly",
                        "--workflow",
                        "approval",
                        "--input",
                        "{\"subject\":\"taxes\",\"approver\":\"ann\"}",
                        "--cron",
                        "0 3 29 2 *",
                        "--time-zone",
                        "Europe/Berlin",
                        "--overlap",
                        "buffer-one");
        assertThat(made.exit()).as(made.err()).isZero();
        assertThat(made.out())
                .contains("made schedule yearly of approval (cron 0 3 29 2 *; Europe/Berlin)")
                .contains("no system is up");
    }

    @Test
    void a_schedule_that_has_not_begun_says_so() {
        assertThat(shell.run("schedule", "show", "yearly").out()).contains("has not begun");
        assertThat(shell.run("schedule", "list").out()).contains("yearly", "new", "approval");
    }

    @Test
    void show_tells_when_it_is_due_and_what_became_of_it() {
        Shell.Outcome triggered = shell.run("schedule", "trigger", "yearly");
        assertThat(triggered.exit()).as(triggered.err()).isZero();
        assertThat(triggered.out()).contains("FIRED yearly-trigger-1");

        Shell.Outcome shown = shell.run("schedule", "show", "yearly");

        assertThat(shown.exit()).as(shown.err()).isZero();
        assertThat(shown.out())
                .contains("policy       overlap buffer-one, catch up latest within 1 d")
                .contains("state        active")
                .contains("next         2028-02-29 03:00:00 +01:00")
                .contains("open         yearly-trigger-1")
                .containsPattern("ledger {7}.* FIRED +yearly-trigger-1 open");
        assertThat(shell.run("schedule", "show", "yearly", "--json").json().get("next"))
                .hasSize(10);
    }

    @Test
    void it_is_paused_and_resumed() {
        assertThat(shell.run("schedule", "pause", "yearly", "--reason", "holidays").out())
                .contains("schedule yearly: paused");
        assertThat(shell.run("schedule", "show", "yearly").out()).contains("paused: holidays");
        assertThat(shell.run("schedule", "list").out()).contains("paused");
        assertThat(shell.run("schedule", "resume", "yearly").out()).contains("resumed");
        assertThat(shell.run("schedule", "show", "yearly").out()).contains("state        active");
    }

    @Test
    void it_is_changed_from_a_file_unless_somebody_was_faster() throws IOException {
        Path file =
                Files.writeString(
                        directory.resolve("schedule.yaml"),
                        """
                        workflow: approval
                        when:
                          calendar: {days: LW, months: 12, hours: 18}
                        """);
        String[] update = {
            "schedule", "update", "yearly", "--file", file.toString(), "--if-version", "1"
        };

        assertThat(shell.run(update).out()).contains("changed");
        assertThat(shell.run("schedule", "show", "yearly").out())
                .contains("version 2", "calendar months 12 days LW hours 18; UTC");
        assertThat(shell.run(update).err()).contains("[BLY-1010]", "has version 2");
    }

    @Test
    void the_past_is_filled() {
        Shell.Outcome filled =
                shell.run(
                        "schedule",
                        "backfill",
                        "yearly",
                        "--from",
                        "2016-01-01T00:00:00Z",
                        "--to",
                        "2020-12-31T00:00:00Z");

        assertThat(filled.out()).as(filled.err()).contains("2 due times, 2 runs");
        assertThat(shell.run("schedule", "show", "yearly").out())
                .contains("yearly-2016-02-29T02:00:00Z-backfill-1 open")
                .contains("BUFFERED");
    }

    @Test
    void a_deleted_schedule_is_listed_no_more() {
        assertThat(shell.run("schedule", "delete", "yearly").out()).contains("deleted");
        assertThat(shell.run("schedule", "list").out()).contains("no schedules");
        assertThat(shell.run("schedule", "pause", "yearly").err()).contains("[BLY-1008]");
    }

    @Test
    void what_cannot_be_a_schedule_is_refused_with_what_to_write() {
        Shell.Outcome refused =
                shell.run("schedule", "create", "x", "--workflow", "w", "--cron", "0 25 * * *");

        assertThat(refused.exit()).isEqualTo(Exit.ERROR);
        assertThat(refused.err())
                .contains("[BLY-1013]", "the hour is '25'; write numbers of 0 to 23");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create",
                "list",
                "show",
                "pause",
                "resume",
                "trigger",
                "backfill",
                "update",
                "delete"
            })
    void every_command_explains_itself(String command) {
        Shell.Outcome outcome = Shell.bare("schedule", command, "--help");

        assertThat(outcome.exit()).isZero();
        assertThat(outcome.out()).contains("Usage: belay schedule " + command).contains("--data");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "schedule",
                "schedule dance",
                "schedule create",
                "schedule backfill x --from yesterday --to today",
                "schedule trigger x --overlap maybe",
                "schedule create x --file no-such-file",
            })
    void misuse_is_told_in_words(String line) {
        Shell.Outcome outcome = Shell.bare(line.split(" "));

        assertThat(outcome.exit()).isEqualTo(Exit.USAGE);
        assertThat(outcome.err() + outcome.out()).contains("schedule").doesNotContain("\tat ");
    }
}
