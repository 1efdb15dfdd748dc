package dev.belay.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.activity.ActivityOptions;
import dev.belay.core.activity.ActivityType;
import dev.belay.core.activity.RetryPolicy;
import dev.belay.core.engine.EngineOptions;
import dev.belay.core.engine.EnginePorts;
import dev.belay.core.engine.Orchestrator;
import dev.belay.core.history.StoredBatch;
import dev.belay.core.message.QueueMessage;
import dev.belay.core.message.RunMessage;
import dev.belay.core.message.TimerKey;
import dev.belay.core.model.Failure;
import dev.belay.core.model.Limits;
import dev.belay.core.model.Outcome;
import dev.belay.core.model.RunKey;
import dev.belay.core.model.RunStatus;
import dev.belay.core.model.TaskQueue;
import dev.belay.core.model.WorkflowId;
import dev.belay.core.model.Workspace;
import dev.belay.core.port.HistoryStore;
import dev.belay.core.replay.WorkflowRegistry;
import dev.belay.core.workflow.ChildOptions;
import dev.belay.core.workflow.Workflow;
import dev.belay.core.workflow.WorkflowType;
import dev.belay.testkit.TestEnvironment;
import dev.belay.testkit.TestRun;
import dev.belay.testkit.reference.ReferenceWorkflows;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Law 4, when every message of every queue is lost: the watchdog wakes what waits.
class WatchdogTest {
    private static final Duration SILENCE = Limits.WATCHDOG_INTERVAL.plusMinutes(1);

    private final Work work = new Work();

    private TestEnvironment environment(WorkflowType<?, ?>... types) {
        var builder = TestEnvironment.builder().activity(Work.DO, work::perform);
        for (WorkflowType<?, ?> type : types) {
            builder.workflow(type);
        }
        return builder.build();
    }

    private static WorkflowType<String, String> type(Workflow<String, String> code) {
        return ReferenceWorkflows.type("test", code);
    }

    /// Handles the start alone, so that what the run waits for is in the queues.
    private static void begin(TestEnvironment belay, TestRun<?> run) {
        var queue = TaskQueue.orchestrator(belay.client().describe(run.key()).lane());
        var deliveries =
                belay.ports().queues().receive(queue, 10, Duration.ZERO, Duration.ofSeconds(30));
        for (var delivery : deliveries) {
            belay.orchestrator().advance(run.key(), List.of((RunMessage) delivery.message()));
        }
        belay.ports().queues().acknowledge(deliveries);
        assertThat(run.status()).isEqualTo(RunStatus.RUNNING);
    }

    /// As a purge of all queues does.
    private static int loseAllMessages(TestEnvironment belay) {
        var queues = belay.ports().queues();
        int lost = 0;
        for (TaskQueue queue : queues.queues()) {
            lost += queues.messages(queue).size();
            queues.purge(queue);
        }
        return lost;
    }

    private static void wake(TestEnvironment belay) {
        belay.skipTime(SILENCE);
        assertThat(belay.sweepWatchdog()).isPositive();
        belay.runUntilIdle();
    }

    @Test
    void a_run_whose_activity_task_was_lost_completes() {
        var type = type((context, input) -> context.call(Work.DO, input));
        var belay = environment(type);
        var run = belay.start(type, "id", "x");
        begin(belay, run);
        assertThat(loseAllMessages(belay)).isEqualTo(1);
        belay.skipTime(SILENCE);
        assertThat(run.status()).isEqualTo(RunStatus.RUNNING);

        belay.sweepWatchdog();
        belay.runNow();

        assertThat(run.result()).isEqualTo("done x");
    }

    @Test
    void a_run_whose_timer_was_lost_completes() {
        var type =
                type((context, input) -> {
                    context.sleep(Duration.ofMinutes(10));
                    return input;
                });
        var belay = environment(type);
        var run = belay.start(type, "id", "x");
        begin(belay, run);
        assertThat(loseAllMessages(belay)).isEqualTo(1);

        wake(belay);

        assertThat(run.result()).isEqualTo("x");
    }

    @Test
    void a_run_whose_child_lost_its_start_completes() {
        var child = ReferenceWorkflows.type("child", (_, input) -> input + "!");
        var type = type((context, input) -> context.callChild(child, input));
        var belay = environment(type, child);
        var run = belay.start(type, "id", "x");
        begin(belay, run);
        assertThat(loseAllMessages(belay)).isEqualTo(1);

        wake(belay);

        assertThat(run.result()).isEqualTo("x!");
    }

    @Test
    void a_run_that_was_not_told_of_the_end_of_its_child_completes() {
        var child =
                ReferenceWorkflows.type(
                        "child", (context, _) -> context.awaitSignal(ReferenceWorkflows.GO));
        var type =
                type((context, input) ->
                        context.callChild(
                                child, input, ChildOptions.DEFAULT.withWorkflowId("child")));
        var belay = environment(type, child);
        var run = belay.start(type, "id", "x");
        belay.runNow();
        var childRun = belay.client().find(Workspace.DEFAULT, new WorkflowId("child"));
        belay.client()
                .signal(
                        childRun,
                        ReferenceWorkflows.GO.name(),
                        belay.payloads().write(Workspace.DEFAULT, "signal", "go"),
                        null);
        loseAllMessages(belay);
        belay.orchestrator().advance(childRun, List.of(new RunMessage.InboxFilled(childRun)));
        assertThat(belay.client().describe(childRun).status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(loseAllMessages(belay)).isEqualTo(1);

        wake(belay);

        assertThat(run.result()).isEqualTo("go");
    }

    @Test
    void a_signal_whose_wake_up_was_lost_is_seen() {
        var type = type((context, _) -> context.awaitSignal(ReferenceWorkflows.GO));
        var belay = environment(type);
        var run = belay.start(type, "id", "x");
        belay.runNow();
        run.signal(ReferenceWorkflows.GO, "go");
        assertThat(loseAllMessages(belay)).isEqualTo(1);

        wake(belay);

        assertThat(run.result()).isEqualTo("go");
    }

    @Test
    void a_run_that_continues_another_begins_although_its_start_was_lost() {
        var type =
                type((context, input) -> {
                    if (input.length() < 3) {
                        throw context.continueAsNew(input + "x");
                    }
                    return input;
                });
        var belay = environment(type);
        var run = belay.start(type, "id", "x");
        var start = (RunMessage) messages(belay, type).getFirst();
        loseAllMessages(belay);
        belay.orchestrator().advance(run.key(), List.of(start));
        assertThat(run.status()).isEqualTo(RunStatus.CONTINUED_AS_NEW);
        assertThat(loseAllMessages(belay)).isEqualTo(1);

        wake(belay);

        assertThat(run.result()).isEqualTo("xxx");
    }

    @Test
    void the_timeout_of_a_run_fires_although_its_message_was_lost() {
        var type =
                type((context, _) -> {
                    context.upsertAttributes(Map.of("stage", "waiting"));
                    context.sleep(Duration.ofMinutes(1));
                    context.addTags(Set.of("late"));
                    return context.awaitSignal(ReferenceWorkflows.NEVER);
                });
        var belay = environment(type);
        var request = belay.request(type, "id", "x").withTimeout(Duration.ofMinutes(10));
        var run = belay.start(type, request);
        belay.runNow();
        belay.skipTime(Duration.ofMinutes(2));
        loseAllMessages(belay);

        wake(belay);

        assertThat(run.status()).isEqualTo(RunStatus.TIMED_OUT);
    }

    @Test
    void an_activity_times_out_in_all_although_the_message_was_lost_after_the_first_attempt() {
        var nobody =
                ActivityType.of("nobody", String.class, String.class)
                        .with(
                                ActivityOptions.of(
                                                RetryPolicy.exponential(4, Duration.ofSeconds(1)),
                                                Duration.ofMinutes(1))
                                        .withScheduleToClose(Duration.ofMinutes(10)));
        var type = type((context, input) -> context.call(nobody, input));
        var belay = environment(type);
        var run = belay.start(type, "id", "x");
        begin(belay, run);
        belay.orchestrator()
                .advance(
                        run.key(),
                        List.of(
                                new RunMessage.ActivityReported(
                                        run.key(),
                                        1,
                                        1,
                                        new Outcome.Failed(Failure.lost("gone")))));
        loseAllMessages(belay);
        belay.skipTime(SILENCE);

        belay.sweepWatchdog();
        var watchdog = (RunMessage) messages(belay, type).getFirst();
        belay.orchestrator().advance(run.key(), List.of(watchdog));

        assertThat(messages(belay, type))
                .filteredOn(RunMessage.TimerDue.class::isInstance)
                .extracting(message -> ((RunMessage.TimerDue) message).timer().kind())
                .contains(TimerKey.Kind.SCHEDULE_TO_CLOSE);
    }

    private static List<QueueMessage> messages(TestEnvironment belay, WorkflowType<?, ?> type) {
        return belay.ports().queues().messages(TaskQueue.orchestrator(type.lane()));
    }

    @Test
    void runs_that_grew_lately_and_runs_that_are_closed_are_left_alone() {
        var type =
                type((context, input) -> {
                    context.awaitSignal(ReferenceWorkflows.GO);
                    return context.awaitSignal(ReferenceWorkflows.GO);
                });
        var belay = environment(type);
        var old = belay.start(type, "old", "x");
        var done = belay.start(type, "done", "x");
        done.signal(ReferenceWorkflows.GO, "1");
        done.signal(ReferenceWorkflows.GO, "2");
        belay.runNow();
        belay.skipTime(Limits.WATCHDOG_INTERVAL.minusMinutes(1));
        old.signal(ReferenceWorkflows.GO, "1");
        belay.start(type, "young", "x");
        belay.skipTime(Duration.ofMinutes(2));
        assertThat(done.status()).isEqualTo(RunStatus.COMPLETED);

        assertThat(belay.sweepWatchdog()).isZero();

        belay.skipTime(SILENCE);
        assertThat(belay.sweepWatchdog()).isEqualTo(2);
    }

    @Test
    void a_timer_that_is_still_armed_is_not_armed_twice() {
        var type =
                type((context, input) -> {
                    context.sleep(Duration.ofDays(30));
                    return input;
                });
        var belay = environment(type);
        var run = belay.start(type, "id", "x");
        belay.runNow();
        belay.skipTime(SILENCE);

        for (int day = 0; day < 3; day++) {
            assertThat(belay.sweepWatchdog()).isEqualTo(1);
            belay.runNow();
            belay.skipTime(Duration.ofDays(1));
        }

        assertThat(belay.ports().timers().all()).hasSize(1);
        assertThat(loseAllMessages(belay)).isZero();
        assertThat(run.history()).hasSize(1);
        belay.runUntilIdle();
        assertThat(run.result()).isEqualTo("x");
    }

    @Test
    void a_woken_run_is_read_from_the_store_by_a_host_that_has_it_in_memory() {
        var type = type((context, _) -> context.awaitSignal(ReferenceWorkflows.GO));
        var belay = environment(type);
        var run = belay.start(type, "id", "x");
        belay.runNow();
        var reads = new AtomicInteger();
        Orchestrator host = hostCounting(belay, type, reads);
        List<RunMessage> wake = List.of(new RunMessage.InboxFilled(run.key()));
        List<RunMessage> watch =
                List.of(
                        new RunMessage.TimerDue(
                                run.key(),
                                TimerKey.ofRun(TimerKey.Kind.WATCHDOG),
                                belay.clock().instant()));

        host.advance(run.key(), wake);
        host.advance(run.key(), wake);
        assertThat(reads).hasValue(1);
        host.advance(run.key(), watch);

        assertThat(reads).hasValue(2);
    }

    private static Orchestrator hostCounting(
            TestEnvironment belay, WorkflowType<?, ?> type, AtomicInteger reads) {
        var ports = belay.ports();
        var counting =
                new HistoryStore() {
                    @Override
                    public boolean append(RunKey run, StoredBatch batch) {
                        return ports.history().append(run, batch);
                    }

                    @Override
                    public void compact(RunKey run, long through) {
                        ports.history().compact(run, through);
                    }

                    @Override
                    public List<StoredBatch> read(RunKey run, long after, int limit) {
                        reads.incrementAndGet();
                        return ports.history().read(run, after, limit);
                    }
                };
        return new Orchestrator(
                new EnginePorts(
                        counting,
                        ports.index(),
                        ports.inbox(),
                        ports.queues(),
                        ports.timers(),
                        ports.attempts(),
                        belay.clock()),
                new WorkflowRegistry(List.of(type), belay.payloads()),
                EngineOptions.of("build-1"));
    }

    @Test
    void a_blocked_run_has_one_recheck_on_a_host_that_remembers_however_often_it_is_woken() {
        var future = ReferenceWorkflows.type("future", (_, input) -> input + " at last");
        var known = ReferenceWorkflows.type("known", (_, input) -> input);
        var belay = TestEnvironment.builder().workflow(known).keepRunsInMemory().build();
        var run = belay.start(future, "id", "x");
        belay.runNow();
        assertThat(run.status()).isEqualTo(RunStatus.BLOCKED);
        loseAllMessages(belay);
        belay.clock().advanceTo(belay.clock().instant().plus(SILENCE));

        for (int day = 0; day < 3; day++) {
            assertThat(belay.sweepWatchdog()).isEqualTo(1);
            belay.skipTime(Duration.ofSeconds(10));
        }
        belay.skipTime(Limits.BLOCKED_RECHECK.plusSeconds(10));

        assertThat(belay.ports().queues().messages(TaskQueue.orchestrator(future.lane())))
                .hasSize(1);
        belay.deploy("build-2", List.of(known, future));
        belay.skipTime(Duration.ofMinutes(2));
        assertThat(run.result()).isEqualTo("x at last");
    }

    @Test
    void a_run_that_never_began_stays_listed_and_its_wake_up_does_no_harm() {
        var type = type((_, input) -> input);
        var belay = environment(type);
        var run = belay.start(type, "id", "x");
        run.signal(ReferenceWorkflows.GO, "early");
        loseAllMessages(belay);
        belay.skipTime(SILENCE);

        assertThat(belay.sweepWatchdog()).isEqualTo(1);
        belay.runNow();

        assertThat(loseAllMessages(belay)).isZero();
        assertThat(belay.ports().index().openRuns(10, null).items())
                .extracting(head -> head.run())
                .containsExactly(run.key());
    }
}
