package dev.belay.testkit.engine;

import static dev.belay.testkit.engine.Work.DO;
import static dev.belay.testkit.engine.Work.UNDO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.core.client.RunRepair;
import dev.belay.core.client.RunRepair.Step;
import dev.belay.core.engine.EngineOptions;
import dev.belay.core.engine.EnginePorts;
import dev.belay.core.engine.Orchestrator;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.history.HistoryEvent;
import dev.belay.core.message.RunMessage;
import dev.belay.core.model.RunId;
import dev.belay.core.model.RunKey;
import dev.belay.core.model.RunStatus;
import dev.belay.core.model.WorkflowId;
import dev.belay.core.replay.WorkflowRegistry;
import dev.belay.core.workflow.ChildOptions;
import dev.belay.core.workflow.Workflow;
import dev.belay.core.workflow.WorkflowContext;
import dev.belay.core.workflow.WorkflowException;
import dev.belay.core.workflow.WorkflowType;
import dev.belay.testkit.CrashAt;
import dev.belay.testkit.CrashAt.Side;
import dev.belay.testkit.EffectfulPorts;
import dev.belay.testkit.Effects;
import dev.belay.testkit.Effects.HostDied;
import dev.belay.testkit.TestEnvironment;
import dev.belay.testkit.TestRun;
import dev.belay.testkit.reference.ReferenceWorkflows;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Goal: a closed run is resumed from a step, and nothing before that step happens again.
class ResumeTest {
    private final Work work = new Work();

    private TestEnvironment environment(Effects effects, WorkflowType<?, ?>... types) {
        var builder =
                TestEnvironment.builder()
                        .activity(DO, work::perform)
                        .activity(UNDO, work::undo)
                        .effects(effects);
        for (WorkflowType<?, ?> type : types) {
            builder.workflow(type);
        }
        ReferenceWorkflows.children().forEach(builder::workflow);
        return builder.build();
    }

    private static WorkflowType<String, String> type(Workflow<String, String> code) {
        return ReferenceWorkflows.type("test", code);
    }

    private static String threeSteps(WorkflowContext context, String input) {
        context.call(DO, "a");
        context.sleep(Duration.ofHours(1));
        context.call(DO, "b");
        return context.call(DO, "c");
    }

    private static TestRun<String> resumed(TestEnvironment belay, RunKey closed) {
        return resumed(belay, closed, null);
    }

    private static TestRun<String> resumed(
            TestEnvironment belay, RunKey closed, @Nullable Integer step) {
        RunKey run = belay.repair().resume(closed, step, false);
        return belay.run(run, String.class);
    }

    @Test
    void a_run_goes_on_from_the_activity_that_failed_it() {
        work.breaking("b");
        var belay = environment(Effects.RELIABLE, type(ResumeTest::threeSteps));
        var failed = belay.start(type(ResumeTest::threeSteps), "id", "input");
        belay.runUntilIdle();
        assertThat(failed.status()).isEqualTo(RunStatus.FAILED);
        var historyOfTheFailed = failed.history();

        work.repaired("b");
        var resumed = resumed(belay, failed.key());
        belay.runUntilIdle();

        assertThat(resumed.result()).isEqualTo("done c");
        assertThat(work.calls).containsExactly("a", "b", "b", "c");
        assertThat(failed.history()).isEqualTo(historyOfTheFailed);
    }

    @Test
    void the_step_has_all_its_attempts_again() {
        var code = type((context, _) -> context.call(DO, "a") + context.call(DO, "x"));
        work.failing("x", 4);
        var belay = environment(Effects.RELIABLE, code);
        var failed = belay.start(code, "id", "input");
        belay.runUntilIdle();
        assertThat(failed.status()).isEqualTo(RunStatus.FAILED);

        work.failing("x", 3);
        var resumed = resumed(belay, failed.key());
        belay.runUntilIdle();

        assertThat(resumed.result()).isEqualTo("done adone x");
    }

    @Test
    void what_ran_beside_the_step_keeps_its_outcome() {
        var code =
                type((context, _) -> {
                    var all =
                            IntStream.range(0, 4)
                                    .mapToObj(i -> context.start(DO, "item" + i))
                                    .toList();
                    return String.join(",", context.all(all));
                });
        work.breaking("item1");
        var belay = environment(Effects.RELIABLE, code);
        var failed = belay.start(code, "id", "input");
        belay.runUntilIdle();

        work.repaired("item1");
        var resumed = resumed(belay, failed.key());
        belay.runUntilIdle();

        assertThat(resumed.result()).isEqualTo("done item0,done item1,done item2,done item3");
        assertThat(work.effects.values())
                .containsExactlyInAnyOrder("item0", "item1", "item2", "item3");
    }

    @Test
    void a_run_that_was_out_of_time_goes_on_waiting_for_what_it_waited_for() {
        var code =
                type((context, _) -> {
                    context.call(DO, "a");
                    return context.awaitSignal(ReferenceWorkflows.GO);
                });
        var belay = environment(Effects.RELIABLE, code);
        var request = belay.request(code, "id", "input").withTimeout(Duration.ofDays(1));
        var timedOut = belay.start(request, String.class);
        belay.skipTime(Duration.ofDays(2));
        assertThat(timedOut.status()).isEqualTo(RunStatus.TIMED_OUT);

        var resumed = resumed(belay, timedOut.key());
        belay.skipTime(Duration.ofHours(12));
        resumed.signal(ReferenceWorkflows.GO, "at last");
        belay.runUntilIdle();

        assertThat(resumed.result()).isEqualTo("at last");
        assertThat(work.calls).containsExactly("a");
    }

    @Test
    void a_signal_that_came_after_the_step_is_seen_by_the_resumed_run() {
        var code =
                type((context, _) -> {
                    context.call(DO, "a");
                    var saga = context.saga();
                    try {
                        return context.call(DO, "b") + context.awaitSignal(ReferenceWorkflows.GO);
                    } catch (WorkflowException failed) {
                        context.sleep(Duration.ofHours(1));
                        saga.compensate();
                        throw failed;
                    }
                });
        work.breaking("b");
        var belay = environment(Effects.RELIABLE, code);
        var failed = belay.start(code, "id", "input");
        belay.skipTime(Duration.ofMinutes(30));
        failed.signal(ReferenceWorkflows.GO, "!");
        belay.runUntilIdle();

        work.repaired("b");
        var resumed = resumed(belay, failed.key());
        belay.runUntilIdle();

        assertThat(resumed.result()).isEqualTo("done b!");
    }

    @Test
    void code_that_was_wrong_goes_on_when_it_is_right() {
        var wrong =
                type((context, _) -> {
                    context.call(DO, "a");
                    throw new IllegalStateException("a bug");
                });
        var right = type((context, _) -> context.call(DO, "a") + "!");
        var belay = environment(Effects.RELIABLE, wrong);
        var failed = belay.start(wrong, "id", "input");
        belay.runUntilIdle();
        assertThat(failed.status()).isEqualTo(RunStatus.FAILED);

        belay.deploy("build-2", List.of(right));
        var resumed = resumed(belay, failed.key());
        belay.runUntilIdle();

        assertThat(resumed.result()).isEqualTo("done a!");
        assertThat(work.calls).containsExactly("a");
    }

    @Test
    void a_child_that_failed_its_parent_is_started_again() {
        var code =
                type((context, _) -> {
                    context.call(DO, "a");
                    return context.callChild(ReferenceWorkflows.CHILD, "b") + "!";
                });
        work.breaking("b");
        var belay = environment(Effects.RELIABLE, code);
        var failed = belay.start(code, "id", "input");
        belay.runUntilIdle();
        assertThat(failed.status()).isEqualTo(RunStatus.FAILED);

        work.repaired("b");
        var resumed = resumed(belay, failed.key());
        belay.runUntilIdle();

        assertThat(resumed.result()).isEqualTo("done b!");
        assertThat(work.calls).containsExactly("a", "b", "b");
    }

    @Test
    void a_run_may_be_resumed_from_any_of_its_steps_and_again() {
        var belay = environment(Effects.RELIABLE, type(ResumeTest::threeSteps));
        work.breaking("c");
        var failed = belay.start(type(ResumeTest::threeSteps), "id", "input");
        belay.runUntilIdle();

        var again = resumed(belay, failed.key(), 3);
        belay.runUntilIdle();
        work.repaired("c");
        var twice = resumed(belay, again.key());
        belay.runUntilIdle();

        assertThat(again.status()).isEqualTo(RunStatus.FAILED);
        assertThat(twice.result()).isEqualTo("done c");
        assertThat(work.calls).containsExactly("a", "b", "c", "b", "c", "c");
    }

    @Test
    void a_preview_says_what_runs_again_and_what_is_forgotten() {
        var code =
                type((context, input) -> {
                    var saga = context.saga();
                    try {
                        saga.call(DO, "a", UNDO, done -> done);
                        return context.call(DO, "b");
                    } catch (WorkflowException failed) {
                        saga.compensate();
                        throw failed;
                    }
                });
        work.breaking("b");
        var belay = environment(Effects.RELIABLE, code);
        var failed = belay.start(code, "id", "input");
        belay.runUntilIdle();

        RunRepair.Preview preview = belay.repair().preview(failed.key(), null);

        assertThat(preview.again()).containsExactly(new Step(2, "do"));
        assertThat(preview.kept()).isEqualTo(1);
        assertThat(preview.forgotten()).containsExactly(new Step(3, "undo"));
        assertThat(preview.inFlight()).isEmpty();
        assertThat(belay.client().find(failed.key().workspace(), new WorkflowId("id")))
                .as("a preview starts nothing")
                .isEqualTo(failed.key());
    }

    @Test
    void an_open_run_and_one_without_that_step_are_refused() {
        var code =
                type((context, _) -> {
                    context.call(DO, "a");
                    return context.awaitSignal(ReferenceWorkflows.GO);
                });
        var belay = environment(Effects.RELIABLE, code);
        var open = belay.start(code, "id", "input");
        belay.runUntilIdle();
        var repair = belay.repair();

        assertThatThrownBy(() -> repair.resume(open.key(), null, false))
                .hasMessageContaining("is open");
        open.signal(ReferenceWorkflows.GO, "go");
        belay.runUntilIdle();
        assertThatThrownBy(() -> repair.resume(open.key(), 9, false))
                .hasMessageContaining("no activity or child #9");
    }

    @Test
    void a_run_is_resumed_wherever_its_host_dies() {
        var counting = CrashAt.never();
        List<String> expected = resumedThrough(counting);
        List<String> effects = counting.seen();
        assertThat(effects).hasSizeGreaterThan(10);

        for (int effect = 0; effect < effects.size(); effect++) {
            for (Side side : Side.values()) {
                assertThat(resumedThrough(CrashAt.effect(effect, side)))
                        .as("died %s effect %d, %s", side, effect, effects.get(effect))
                        .isEqualTo(expected);
            }
        }
    }

    /// The effects and the result of a run that failed before any fault, and was resumed.
    private static List<String> resumedThrough(Effects effects) {
        var each = new ResumeTest();
        var code =
                type((context, _) -> {
                    var beside = context.start(DO, "beside");
                    var child =
                            context.startChild(
                                    ReferenceWorkflows.CHILD, "child", ChildOptions.DEFAULT);
                    context.call(DO, "a");
                    context.sleep(Duration.ofHours(1));
                    String b = context.call(DO, "b");
                    return String.join(",", beside.get(), child.get(), b);
                });
        each.work.breaking("b");
        var late = new Late();
        var belay = each.environment(late, code);
        var failed = belay.start(code, "id", "input");
        belay.runUntilIdle();
        assertThat(failed.status()).isEqualTo(RunStatus.FAILED);
        each.work.repaired("b");
        late.begin(effects);
        var resumed = resumed(belay, failed.key());
        belay.runUntilIdle();
        return List.of(
                resumed.result(), each.work.effects.values().stream().sorted().toList().toString());
    }

    /// Reliable until told otherwise.
    private static final class Late implements Effects {
        private Effects now = Effects.RELIABLE;

        void begin(Effects effects) {
            now = effects;
        }

        @Override
        public void perform(String effect, Runnable run) {
            now.perform(effect, run);
        }
    }

    // ---- two hosts, and one that dies

    private static String patient(WorkflowContext context, String input) {
        context.call(DO, "a");
        try {
            String b = context.call(DO, "b");
            String signal = context.awaitSignal(ReferenceWorkflows.GO);
            Duration minute = Duration.ofMinutes(1);
            return b + signal + context.awaitSignal(ReferenceWorkflows.GO, minute).orElse("");
        } catch (WorkflowException failed) {
            context.sleep(Duration.ofHours(1));
            throw failed;
        }
    }

    /// A run of [#patient] that failed, and heard a signal after it did.
    private TestRun<String> failedPatient(TestEnvironment belay) {
        work.breaking("b");
        var failed = belay.start(type(ResumeTest::patient), "id", "input");
        belay.skipTime(Duration.ofMinutes(30));
        failed.signal(ReferenceWorkflows.GO, "!");
        belay.runUntilIdle();
        assertThat(failed.status()).isEqualTo(RunStatus.FAILED);
        work.repaired("b");
        return failed;
    }

    private static RunMessage.Start startOfTheNext(TestEnvironment belay, TestRun<String> failed) {
        var closed = failed.events(HistoryEvent.RunStarted.class).getFirst().request();
        var resumption = belay.repair().preview(failed.key(), null).resumption();
        var id = RunId.of(belay.clock().instant(), 7, 7);
        return new RunMessage.Start(
                new RunKey(failed.key().workspace(), id), closed.resuming(resumption));
    }

    /// @param before runs before the host's first append, and may throw to keep it from any other
    private static Orchestrator host(TestEnvironment belay, Runnable before, Runnable after) {
        var ports = belay.ports();
        var first = new AtomicBoolean(true);
        Effects once =
                (effect, run) -> {
                    boolean now = effect.equals("append") && first.getAndSet(false);
                    if (now) {
                        before.run();
                    }
                    run.run();
                    if (now) {
                        after.run();
                    }
                };
        return new Orchestrator(
                new EnginePorts(
                        new EffectfulPorts.Histories(ports.history(), once),
                        ports.index(),
                        ports.inbox(),
                        ports.queues(),
                        ports.timers(),
                        ports.attempts(),
                        belay.clock()),
                new WorkflowRegistry(List.of(type(ResumeTest::patient)), belay.payloads()),
                EngineOptions.of("build-1"));
    }

    @Test
    void two_hosts_that_take_over_at_once_tell_the_new_run_once() {
        var belay = environment(Effects.RELIABLE, type(ResumeTest::patient));
        var start = startOfTheNext(belay, failedPatient(belay));
        var messages = List.<RunMessage>of(start);
        Runnable other = () -> belay.orchestrator().advance(start.run(), messages);

        host(belay, other, () -> {}).advance(start.run(), messages);
        belay.runUntilIdle();

        TestRun<String> resumed = belay.run(start.run(), String.class);
        assertThat(resumed.result()).isEqualTo("done b!");
        assertThat(resumed.events(HistoryEvent.SignalReceived.class)).hasSize(1);
    }

    @Test
    void a_run_that_is_blocked_while_it_takes_over_has_all_of_it_afterwards() {
        var belay = environment(Effects.RELIABLE, type(ResumeTest::patient));
        var start = startOfTheNext(belay, failedPatient(belay));
        Runnable dies =
                () -> {
                    throw new HostDied("after its first append");
                };
        Orchestrator dying = host(belay, () -> {}, dies);
        assertThatThrownBy(() -> dying.advance(start.run(), List.of(start)))
                .isInstanceOf(HostDied.class);

        assertThat(
                        belay.orchestrator()
                                .block(start.run(), ErrorCode.UNEXPECTED_EVENT, "a dead letter"))
                .isTrue();
        belay.deploy("build-2", List.of(type(ResumeTest::patient)));
        belay.runUntilIdle();

        assertThat(belay.run(start.run(), String.class).result()).isEqualTo("done b!");
        assertThat(work.calls).containsExactly("a", "b", "b");
    }

    @Test
    void a_flow_goes_on_from_the_task_that_failed_it() {
        work.breaking("leaf");
        var flow =
                ReferenceWorkflows.all().stream()
                        .filter(each -> each.name().equals("flow-children"))
                        .findFirst()
                        .orElseThrow();
        var builder = TestEnvironment.builder().activity(DO, work::perform);
        flow.addTo(builder);
        var belay = builder.build();
        var failed = belay.start(flow.type(), "id", "input");
        belay.runUntilIdle();
        assertThat(failed.status()).isEqualTo(RunStatus.FAILED);

        work.repaired("leaf");
        assertThat(belay.repair().preview(failed.key(), null).resumption().again()).hasSize(1);
        var resumed = resumed(belay, failed.key());
        belay.runUntilIdle();

        assertThat(resumed.result()).isEqualTo("done leaf");
        assertThat(work.calls).containsExactly("input", "leaf", "leaf");
    }
}
