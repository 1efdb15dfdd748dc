package dev.belay.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.decider.Payloads;
import dev.belay.core.engine.EngineOptions;
import dev.belay.core.engine.EnginePorts;
import dev.belay.core.engine.Heads;
import dev.belay.core.engine.Orchestrator;
import dev.belay.core.message.RunMessage;
import dev.belay.core.message.StartRequest;
import dev.belay.core.message.TimerKey;
import dev.belay.core.model.Payload;
import dev.belay.core.model.RunId;
import dev.belay.core.model.RunKey;
import dev.belay.core.model.RunStatus;
import dev.belay.core.model.TaskQueue;
import dev.belay.core.model.WorkflowId;
import dev.belay.core.model.Workspace;
import dev.belay.core.port.QueueConsumer.Delivery;
import dev.belay.core.replay.WorkflowRegistry;
import dev.belay.core.workflow.WorkflowType;
import dev.belay.json.JacksonPayloadCodec;
import dev.belay.local.backend.EmbeddedBackend;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the doctor sees in a store whose messages were lost.
class DoctorCommandTest {
    private static final Workspace SHOP = new Workspace("shop");
    private static final Workspace BANK = new Workspace("bank");

    private static final WorkflowType<String, String> SLEEPER =
            WorkflowType.of(
                    "sleeper",
                    String.class,
                    String.class,
                    () ->
                            (context, input) -> {
                                context.sleep(Duration.ofHours(1));
                                return input;
                            });

    private static final WorkflowType<String, String> CHILD =
            WorkflowType.of("child", String.class, String.class, () -> (_, input) -> input);

    private static final WorkflowType<String, String> PARENT =
            WorkflowType.of(
                    "parent",
                    String.class,
                    String.class,
                    () -> (context, input) -> context.callChild(CHILD, input));

    @TempDir Path data;
    private int exit;

    private String doctor(String... arguments) {
        var out = new StringWriter();
        var line = new ArrayList<>(List.of("doctor", "--data", data.toString()));
        line.addAll(List.of(arguments));
        exit = Cli.execute(new PrintWriter(out), new PrintWriter(out), line.toArray(String[]::new));
        return out.toString();
    }

    /// An engine whose time stands still some hours ago.
    private static Orchestrator engine(EmbeddedBackend backend, Duration ago) {
        var ports = backend.engine();
        var payloads = new Payloads(new JacksonPayloadCodec(), backend.payloads());
        return new Orchestrator(
                new EnginePorts(
                        ports.histories(),
                        ports.index(),
                        ports.inbox(),
                        ports.queues(),
                        ports.timers(),
                        ports.attempts(),
                        InstantSource.fixed(Instant.now().minus(ago))),
                new WorkflowRegistry(List.of(SLEEPER, CHILD, PARENT), payloads),
                EngineOptions.of("test"));
    }

    private static StartRequest request(WorkflowType<?, ?> type) {
        return StartRequest.of(
                new WorkflowId(type.name() + "-1"),
                type.name(),
                type.lane(),
                Payload.Inline.of("\"x\""));
    }

    private static RunKey run(Workspace workspace) {
        return new RunKey(workspace, RunId.of(Instant.now(), 1, workspace.name().hashCode()));
    }

    private static RunKey sleeper(EmbeddedBackend backend, Workspace workspace, Duration ago) {
        RunKey run = run(workspace);
        engine(backend, ago).advance(run, List.of(new RunMessage.Start(run, request(SLEEPER))));
        return run;
    }

    @Test
    void runs_whose_wake_up_has_time_are_named_with_it_and_nothing_is_wrong() {
        try (var backend = EmbeddedBackend.open(data)) {
            sleeper(backend, SHOP, Duration.ofMinutes(10));
            sleeper(backend, BANK, Duration.ofMinutes(10));
        }

        String said = doctor();

        assertThat(exit).as(said).isEqualTo(Exit.OK);
        assertThat(said)
                .contains("shop/", "bank/", "waits for timer", "2 open runs, nothing wrong");
    }

    @Test
    void an_overdue_timer_is_wrong_in_whatever_workspace() {
        try (var backend = EmbeddedBackend.open(data)) {
            sleeper(backend, SHOP, Duration.ofMinutes(10));
            sleeper(backend, BANK, Duration.ofHours(3));
        }

        String said = doctor();

        assertThat(exit).isEqualTo(Exit.FAILED);
        assertThat(said).contains("overdue by 2 h", "something wrong with 1");
        assertThat(doctor("--workspace", "shop")).contains("1 open runs, nothing wrong");
        assertThat(exit).isEqualTo(Exit.OK);
        doctor("--workspace", "bank");
        assertThat(exit).isEqualTo(Exit.FAILED);
    }

    @Test
    void a_run_whose_start_was_lost_is_wrong_after_some_minutes() {
        try (var backend = EmbeddedBackend.open(data)) {
            Instant now = Instant.now();
            var young = Heads.scheduled(run(SHOP), request(SLEEPER), now);
            var old = Heads.scheduled(run(BANK), request(SLEEPER), now.minusSeconds(3600));
            backend.engine().index().save(young);
            backend.engine().index().save(old);
        }

        String said = doctor();

        assertThat(exit).isEqualTo(Exit.FAILED);
        assertThat(said).contains("it has not begun for 1 h", "something wrong with 1");
    }

    @Test
    void a_run_that_was_not_told_of_the_end_of_its_child_is_wrong() {
        RunKey parent = run(SHOP);
        try (var backend = EmbeddedBackend.open(data)) {
            Orchestrator engine = engine(backend, Duration.ofHours(1));
            engine.advance(parent, List.of(new RunMessage.Start(parent, request(PARENT))));
            for (var delivery : receive(backend)) {
                // The child's answer about its end is left in the queue.
                engine.advance(delivery.message().run(), List.of((RunMessage) delivery.message()));
            }
            var started =
                    receive(backend).stream()
                            .map(delivery -> (RunMessage) delivery.message())
                            .filter(RunMessage.ChildStarted.class::isInstance)
                            .toList();
            engine.advance(parent, started);
            assertThat(backend.engine().index().head(parent).orElseThrow().status())
                    .isEqualTo(RunStatus.RUNNING);
        }

        String said = doctor();

        assertThat(exit).isEqualTo(Exit.FAILED);
        assertThat(said).contains("has been COMPLETED for 1 h", "the run was not told");
    }

    @Test
    void repair_wakes_what_is_wrong_and_nothing_else() {
        RunKey sick;
        try (var backend = EmbeddedBackend.open(data)) {
            sleeper(backend, SHOP, Duration.ofMinutes(10));
            sick = sleeper(backend, BANK, Duration.ofHours(3));
        }

        assertThat(doctor("--repair")).contains("all of those woken");

        try (var backend = EmbeddedBackend.open(data)) {
            assertThat(receive(backend))
                    .extracting(delivery -> delivery.message())
                    .singleElement()
                    .isInstanceOfSatisfying(
                            RunMessage.TimerDue.class,
                            due -> {
                                assertThat(due.run()).isEqualTo(sick);
                                assertThat(due.timer().kind()).isEqualTo(TimerKey.Kind.WATCHDOG);
                            });
        }
    }

    private static List<Delivery> receive(EmbeddedBackend backend) {
        var queue = TaskQueue.orchestrator(SLEEPER.lane());
        return backend.consumer().receive(queue, 10, Duration.ZERO, Duration.ofSeconds(60));
    }
}
