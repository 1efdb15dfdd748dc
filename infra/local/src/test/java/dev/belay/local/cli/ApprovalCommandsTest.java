package dev.belay.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.engine.EngineOptions;
import dev.belay.core.engine.Orchestrator;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.model.RunId;
import dev.belay.core.model.RunKey;
import dev.belay.core.model.Workspace;
import dev.belay.local.access.OfflineRuntime;
import dev.belay.local.backend.EmbeddedBackend;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The commands that steer and look, on a run that waits for a person.
class ApprovalCommandsTest {
    @TempDir Path directory = Path.of("");

    private Shell shell = new Shell(Path.of(""));

    /// Begun, asked and waiting: the update makes a system work on it for a moment.
    @BeforeEach
    void ask() {
        shell = new Shell(directory);
        Shell.Outcome started =
                shell.run(
                        "start",
                        "approval",
                        "--workflow-id",
                        "holiday",
                        "--input",
                        "{\"subject\":\"holiday\",\"approver\":\"ann\"}");
        assertThat(started.exit()).as(started.err()).isZero();
        assertThat(started.out()).contains("no system is up");
        Shell.Outcome changed =
                shell.run("update", "holiday", "change-approver", "--input", "\"bob\"");
        assertThat(changed.exit()).as(changed.err()).isZero();
        assertThat(changed.out().strip()).isEqualTo("\"ann\"");
    }

    @Test
    void lists_show_it() {
        assertThat(shell.run("list").out()).contains("RUNNING").contains("holiday");
        assertThat(shell.run("list", "--status", "completed").out()).contains("no runs");
        assertThat(shell.run("list", "--json").json().get("runs")).hasSize(1);
    }

    @Test
    void a_status_that_is_none_is_an_error() {
        Shell.Outcome outcome = shell.run("list", "--status", "happy");

        assertThat(outcome.exit()).isEqualTo(Exit.ERROR);
        assertThat(outcome.err()).contains("RUNNING");
    }

    @Test
    void show_tells_what_it_waits_for() {
        assertThat(shell.run("show", "holiday").out()).contains("waits for    timer");
        assertThat(shell.run("show", "holiday", "--json").json().get("waitsFor")).isNotEmpty();
    }

    @Test
    void a_query_is_answered_from_its_history() {
        var status = shell.run("query", "holiday", "status").json();

        assertThat(status.get("approver").asText()).isEqualTo("bob");
        assertThat(status.get("state").asText()).isEqualTo("WAITING");
    }

    @Test
    void an_unknown_query_is_an_error() {
        Shell.Outcome outcome = shell.run("query", "holiday", "weather");

        assertThat(outcome.exit()).isEqualTo(Exit.ERROR);
        assertThat(outcome.err()).contains("[BLY-1009]");
    }

    @Test
    void a_refused_update_is_an_error() {
        Shell.Outcome outcome =
                shell.run("update", "holiday", "change-approver", "--input", "\"bob\"");

        assertThat(outcome.exit()).isEqualTo(Exit.ERROR);
        assertThat(outcome.err()).contains("[BLY-1010]").contains("approver-refused");
    }

    @Test
    void a_signal_left_while_nothing_is_up_is_seen_later() {
        Shell.Outcome signal =
                shell.run(
                        "signal",
                        "holiday",
                        "decision",
                        "--input",
                        "{\"approved\":true,\"by\":\"bob\",\"comment\":\"enjoy\"}");
        assertThat(signal.out()).contains("accepted");

        // Any command that works on runs lets the system go on meanwhile.
        shell.run("update", "holiday", "change-approver", "--input", "\"cleo\"");

        assertThat(shell.run("history", "holiday").out()).contains("signal 'decision' came");
    }

    @Test
    void the_history_is_told_and_exported_and_replayed() throws Exception {
        assertThat(shell.run("history", "holiday").out())
                .containsSubsequence("approval version 1 started", "the update was accepted");

        Path file = directory.resolve("history.json");
        Files.writeString(file, shell.run("history", "holiday", "--json").out());
        Shell.Outcome matches = shell.run("replay", file.toString());
        assertThat(matches.exit()).as(matches.err()).isZero();
        assertThat(matches.out()).contains("matches");
        assertThat(shell.run("replay", "holiday").exit()).isZero();
    }

    @Test
    void a_history_of_other_code_does_not_match() throws Exception {
        Path file = directory.resolve("history.json");
        String exported = shell.run("history", "holiday", "--json").out();
        Files.writeString(file, exported.replace("ask-approver", "ask-nobody"));

        Shell.Outcome outcome = shell.run("replay", file.toString());

        assertThat(outcome.exit()).isEqualTo(Exit.FAILED);
        assertThat(outcome.out()).contains("ask-nobody").contains("ask-approver");
        assertThat(shell.run("replay", file.toString(), "--json").json().get("matches").asBoolean())
                .isFalse();
    }

    @Test
    void a_file_that_is_no_history_is_an_error() throws Exception {
        Path file = Files.writeString(directory.resolve("history.json"), "{}");

        assertThat(shell.run("replay", file.toString()).exit()).isEqualTo(Exit.ERROR);
    }

    @Test
    void a_receipt_counts_what_it_did() {
        var receipt = shell.run("cost", "holiday", "--json").json();

        assertThat(receipt.get("activities").asInt()).isEqualTo(2);
        assertThat(receipt.get("timers").asInt()).isEqualTo(1);
        assertThat(receipt.get("dollars").asDouble()).isPositive().isLessThan(0.01);
        assertThat(shell.run("cost", "holiday").out()).contains("SQS").contains("us-east-1");
    }

    @Test
    void doctor_finds_nothing_wrong() {
        Shell.Outcome outcome = shell.run("doctor");

        assertThat(outcome.exit()).as(outcome.out()).isZero();
        assertThat(outcome.out()).contains("waits for timer").contains("nothing wrong");
    }

    @Test
    void doctor_finds_a_blocked_run_and_wakes_it() {
        block();

        Shell.Outcome outcome = shell.run("doctor");
        assertThat(outcome.exit()).isEqualTo(Exit.FAILED);
        assertThat(outcome.out()).contains("WRONG").contains("no luck");

        var repaired = shell.run("doctor", "--repair", "--json").json();
        assertThat(repaired.get("woken").asInt()).isEqualTo(1);
    }

    private void block() {
        String runId =
                shell.run("show", "holiday", "--json").json().get("run").get("runId").asText();
        try (var backend = EmbeddedBackend.open(directory)) {
            var runtime = new OfflineRuntime(backend, Session.catalog(directory), "test");
            new Orchestrator(backend.engine(), runtime.workflows(), EngineOptions.of("test"))
                    .block(
                            new RunKey(Workspace.DEFAULT, new RunId(runId)),
                            ErrorCode.DECIDER_FAILED,
                            "no luck");
        }
    }

    @Test
    void cancel_and_terminate_are_accepted() {
        assertThat(shell.run("cancel", "holiday", "--reason", "no time").exit()).isZero();
        assertThat(shell.run("terminate", "holiday").exit()).isZero();
    }

    @Test
    void an_unknown_run_is_an_error_everywhere() {
        for (String command : new String[] {"show", "history", "cost", "cancel", "terminate"}) {
            Shell.Outcome outcome = shell.run(command, "nobody");
            assertThat(outcome.exit()).as(command).isEqualTo(Exit.ERROR);
            assertThat(outcome.err()).as(command).contains("[BLY-1007]");
        }
    }
}
