package dev.belay.local.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.model.RunKey;
import dev.belay.core.model.Workspace;
import dev.belay.core.workflow.WorkflowType;
import dev.belay.local.backend.Backend;
import dev.belay.local.backend.EmbeddedBackend;
import dev.belay.schedule.Overlap;
import dev.belay.schedule.ScheduleClient;
import dev.belay.schedule.ScheduleDefinition;
import dev.belay.schedule.ScheduleDescription;
import dev.belay.schedule.SchedulePolicy;
import dev.belay.schedule.ScheduleSpec;
import dev.belay.schedule.ScheduleTarget;
import dev.belay.schedule.ScheduleWorkflow;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Schedules on a real store and a real clock.
class ScheduleOnHostTest {
    private static final WorkflowType<String, String> ECHO =
            WorkflowType.of("echo", String.class, String.class, () -> (_, input) -> input);

    @TempDir Path directory = Path.of("");

    @Test
    void a_schedule_starts_its_runs_and_goes_on_after_a_restart() throws Exception {
        var definition =
                ScheduleDefinition.of(
                                ScheduleSpec.every("PT1S"), ScheduleTarget.of("echo", "hello"))
                        .with(
                                SchedulePolicy.DEFAULT
                                        .withOverlap(Overlap.BUFFER_ALL)
                                        .withRunsMax(3));
        RunKey run;
        try (Backend backend = EmbeddedBackend.open(directory.resolve("store"));
                Host host = Host.start(backend, catalog())) {
            run = schedules(host).create("s", definition, false);
            host.process().client().awaitHistory(run, 1, 1, Host.PATIENCE);
        }

        try (Backend backend = EmbeddedBackend.open(directory.resolve("store"));
                Host host = Host.start(backend, catalog())) {
            var ended = host.result(run, ScheduleDescription.class);

            assertThat(ended.counts().started()).isEqualTo(3);
            assertThat(ended.counts().completed()).isEqualTo(3);
            assertThat(ended.ledger()).hasSize(3);
            assertThat(ended.ledger().get(2).due())
                    .isEqualTo(ended.ledger().getFirst().due().plusSeconds(2));
        }
    }

    @Test
    void a_schedule_answers_what_it_is_asked() throws Exception {
        try (Backend backend = EmbeddedBackend.open(directory.resolve("store"));
                Host host = Host.start(backend, catalog())) {
            ScheduleClient schedules = schedules(host);
            schedules.create(
                    "s",
                    ScheduleDefinition.of(
                            ScheduleSpec.cron("@yearly"), ScheduleTarget.of("echo", "hello")),
                    false);

            assertThat(schedules.pause("s", "not now").paused()).isTrue();
            assertThat(schedules.trigger("s", null).workflowId()).isEqualTo("s-trigger-1");
            assertThat(schedules.resume("s", null).paused()).isFalse();
            assertThat(schedules.update("s", schedules.describe("s").definition(), 1L).version())
                    .isEqualTo(2);
            assertThat(schedules.list(10, null).items()).hasSize(1);
            assertThat(schedules.delete("s", null).text()).isEqualTo("deleted");
        }
    }

    private static Catalog catalog() {
        var workflows = new ArrayList<WorkflowType<?, ?>>(ScheduleWorkflow.types());
        workflows.add(ECHO);
        return new Catalog(workflows, activities -> activities);
    }

    private static ScheduleClient schedules(Host host) {
        return new ScheduleClient(
                host.process().client(),
                host.process().queries(),
                host.process().payloads(),
                Workspace.DEFAULT,
                Duration.ofSeconds(30));
    }
}
