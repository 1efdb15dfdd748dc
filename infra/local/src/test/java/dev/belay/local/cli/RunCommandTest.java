package dev.belay.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunCommandTest {
    private static final String INPUT = "{\"name\":\"shop\",\"brief\":\"sells tea\"}";

    @TempDir Path data = Path.of("");

    @Test
    void a_run_is_followed_to_its_end_step_by_step() {
        Shell.Outcome outcome = new Shell(data).run("run", "app-build", "--input", INPUT);

        assertThat(outcome.exit()).as(outcome.err()).isZero();
        assertThat(outcome.out())
                .containsSubsequence(
                        "create-project: asked for",
                        "create-project: done",
                        "index-for-search: done",
                        "completed",
                        "\"documents\"");
    }

    @Test
    void its_end_is_told_to_machines() {
        Shell.Outcome outcome =
                new Shell(data)
                        .run(
                                "run",
                                "app-build",
                                "--input",
                                INPUT,
                                "--workflow-id",
                                "shop-1",
                                "--json");

        assertThat(outcome.json().get("status").asText()).isEqualTo("COMPLETED");
        assertThat(outcome.json().get("workflowId").asText()).isEqualTo("shop-1");
        assertThat(outcome.json().get("result").get("documents").asInt()).isPositive();
    }

    @Test
    void a_failed_run_is_rolled_back_and_told_by_the_exit_code() throws IOException {
        Path file = Files.writeString(data.resolve("input.json"), INPUT);
        Shell.Outcome outcome =
                new Shell(data)
                        .run(
                                "run",
                                "app-build",
                                "--input",
                                "@" + file,
                                "--fault",
                                "set-up-automations=fail",
                                "--fault",
                                "create-project=fail:1");

        assertThat(outcome.exit()).as(outcome.err()).isEqualTo(Exit.FAILED);
        assertThat(outcome.out())
                .containsSubsequence(
                        "create-project: attempt 1 failed",
                        "create-project: done at attempt 2",
                        "set-up-automations: failed for good",
                        "remove-agent: done",
                        "delete-project: done",
                        "failed: injected-fault");
    }

    @Test
    void a_lost_host_counts_as_an_attempt() {
        Shell.Outcome outcome =
                new Shell(data)
                        .run(
                                "run",
                                "app-build",
                                "--input",
                                INPUT,
                                "--fault",
                                "create-project=lose",
                                "--backend",
                                "memory");

        assertThat(outcome.exit()).isEqualTo(Exit.FAILED);
        assertThat(outcome.out()).contains("lost with its host");
    }

    @Test
    void a_fault_of_an_unknown_activity_is_an_error() {
        Shell.Outcome outcome =
                new Shell(data).run("run", "app-build", "--fault", "no-such-activity=fail");

        assertThat(outcome.exit()).isEqualTo(Exit.ERROR);
        assertThat(outcome.err()).contains("[BLY-1003]");
    }
}
