package dev.belay.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.core.activity.ActivityOptions;
import dev.belay.core.activity.ActivityType;
import dev.belay.core.activity.RetryPolicy;
import dev.belay.core.client.StartResult;
import dev.belay.core.engine.EngineOptions;
import dev.belay.core.engine.EnginePorts;
import dev.belay.core.engine.Orchestrator;
import dev.belay.core.history.HistoryEvent;
import dev.belay.core.message.RunMessage;
import dev.belay.core.message.StartRequest;
import dev.belay.core.message.StartRequest.ConflictPolicy;
import dev.belay.core.message.StartRequest.ReusePolicy;
import dev.belay.core.model.Failure;
import dev.belay.core.model.FailureKind;
import dev.belay.core.model.Outcome;
import dev.belay.core.model.Payload;
import dev.belay.core.model.RunKey;
import dev.belay.core.model.RunStatus;
import dev.belay.core.model.TaskQueue;
import dev.belay.core.model.Workspace;
import dev.belay.core.replay.WorkflowRegistry;
import dev.belay.core.workflow.Workflow;
import dev.belay.core.workflow.WorkflowType;
import dev.belay.testkit.Effects;
import dev.belay.testkit.TestEnvironment;
import dev.belay.testkit.TestRun;
import dev.belay.testkit.reference.ReferenceActivities;
import dev.belay.testkit.reference.ReferenceWorkflow;
import dev.belay.testkit.reference.ReferenceWorkflows;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The laws of the engine, one test each. Law 2 (acknowledge last) is [CrashAtEveryEffectTest].
class EngineLawsTest {
    private final Work work = new Work();

    private TestEnvironment.Builder environment(WorkflowType<?, ?>... types) {
        var builder =
                TestEnvironment.builder()
                        .activity(Work.DO, work::perform)
                        .activity(Work.UNDO, work::undo);
        for (WorkflowType<?, ?> type : types) {
            builder.workflow(type);
        }
        return builder;
    }

    /// With what the reference workflows need.
    private TestEnvironment.Builder reference(ReferenceWorkflow workflow) {
        var builder = environment().activity(ReferenceActivities.PAY, work::perform);
        workflow.addTo(builder);
        return builder;
    }

    private static WorkflowType<String, String> type(Workflow<String, String> code) {
        return ReferenceWorkflows.type("test", code);
    }

    // ---- 1: history is the truth

    @Test
    void a_host_with_a_stale_run_in_memory_loses_the_race_and_starts_over_from_the_history() {
        var type =
                type((context, input) ->
                        context.awaitSignal(ReferenceWorkflows.GO)
                                + context.awaitSignal(ReferenceWorkflows.GO));
        var belay = environment(type).build();
        var run = belay.start(type, "id", "x");
        belay.runNow();
        Orchestrator other = anotherHost(belay, type);
        var wake = List.<RunMessage>of(new RunMessage.InboxFilled(run.key()));
        // Both hosts now hold the run as of its first batch.
        other.advance(run.key(), wake);

        run.signal(ReferenceWorkflows.GO, "a");
        belay.orchestrator().advance(run.key(), wake);
        run.signal(ReferenceWorkflows.GO, "b");
        other.advance(run.key(), wake);
        belay.runUntilIdle();

        assertThat(run.result()).isEqualTo("ab");
        assertThat(run.history()).extracting(batch -> batch.number()).containsExactly(1L, 2L, 3L);
    }

    private static Orchestrator anotherHost(TestEnvironment belay, WorkflowType<?, ?> type) {
        var ports = belay.ports();
        return new Orchestrator(
                new EnginePorts(
                        ports.history(),
                        ports.index(),
                        ports.inbox(),
                        ports.queues(),
                        ports.timers(),
                        ports.attempts(),
                        belay.clock()),
                new WorkflowRegistry(List.of(type), belay.payloads()),
                EngineOptions.of("build-1"));
    }

    // ---- 3: every hand-on is idempotent where it lands

    static List<ReferenceWorkflow> scenarios() {
        return ReferenceWorkflows.all();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void a_run_ends_the_same_when_every_message_comes_twice(ReferenceWorkflow scenario) {
        Effects twice =
                (name, effect) -> {
                    effect.run();
                    if (name.equals("send")) {
                        effect.run();
                    }
                };

        assertThat(ending(scenario, twice)).isEqualTo(ending(scenario, Effects.RELIABLE));
    }

    private String ending(ReferenceWorkflow scenario, Effects effects) {
        var type = scenario.type();
        var belay = reference(scenario).effects(effects).build();
        var run = belay.start(type, "id", "input");
        scenario.stimuli().forEach(stimulus -> stimulus.apply(belay, run));
        belay.runUntilIdle();
        var ended = run.ended();
        return ended.status() + " " + (ended.result() == null ? "" : run.result());
    }

    // ---- 4: every open run waits on something nameable

    @ParameterizedTest
    @MethodSource("scenarios")
    void everything_that_an_open_run_waits_for_has_an_armed_wake_up(ReferenceWorkflow scenario) {
        var type = scenario.type();
        var belay = reference(scenario).build();
        var run = belay.start(type, "id", "input");
        assertThat(WakeUps.missing(belay)).as(run::explain).isEmpty();
        scenario.stimuli().forEach(stimulus -> stimulus.apply(belay, run));
        for (int i = 0; i < 20; i++) {
            assertThat(WakeUps.missing(belay)).as(run::explain).isEmpty();
            belay.skipTime(Duration.ofHours(i));
        }
    }

    // ---- 5: the retry budget survives the host

    @Test
    void an_activity_that_kills_its_host_every_time_uses_up_its_attempts_and_no_more() {
        boolean[] dying = {false};
        Effects effects =
                (name, effect) -> {
                    if (dying[0] && name.equals("send")) {
                        dying[0] = false;
                        throw new Effects.HostDied("while the attempt ran");
                    }
                    effect.run();
                };
        var deadly = ActivityType.of("deadly", String.class, String.class).with(Work.DO.options());
        var type = type((context, input) -> context.call(deadly, input));
        int[] begun = {0};
        var belay =
                environment(type)
                        .activity(
                                deadly,
                                (input, _) -> {
                                    begun[0]++;
                                    dying[0] = true;
                                    return input;
                                })
                        .effects(effects)
                        .build();

        var run = belay.start(type, "id", "x");
        belay.runUntilIdle();

        assertThat(run.failure().kind()).isEqualTo(FailureKind.LOST);
        assertThat(begun[0]).isEqualTo(Work.DO.options().retry().maximumAttempts());
        assertThat(run.events(HistoryEvent.ActivityAttemptFailed.class))
                .extracting(event -> event.failure().kind())
                .containsOnly(FailureKind.LOST);
    }

    @Test
    void an_attempt_that_may_be_begun_at_most_once_is_not_repeated_after_its_host_died() {
        boolean[] dying = {true};
        var once =
                ActivityType.of("once", String.class, String.class)
                        .with(
                                ActivityOptions.of(RetryPolicy.NONE, Duration.ofMinutes(1))
                                        .atMostOncePerAttempt());
        Effects effects =
                (name, effect) -> {
                    effect.run();
                    if (dying[0] && name.equals("begin attempt")) {
                        dying[0] = false;
                        throw new Effects.HostDied("after the start marker");
                    }
                };
        int[] begun = {0};
        var type = type((context, input) -> context.call(once, input));
        var belay =
                environment(type)
                        .activity(
                                once,
                                (input, _) -> {
                                    begun[0]++;
                                    return input;
                                })
                        .effects(effects)
                        .build();

        var run = belay.start(type, "id", "x");
        belay.runUntilIdle();

        assertThat(begun[0]).isZero();
        assertThat(run.failure().kind()).isEqualTo(FailureKind.LOST);
    }

    @Test
    void the_success_of_an_attempt_that_was_given_up_beats_its_retry() {
        var type = type((context, input) -> context.call(Work.DO, input));
        var belay = environment(type).build();
        var run = belay.start(type, "id", "x");
        belay.orchestrator()
                .advance(run.key(), received(belay, TaskQueue.orchestrator(type.lane())));
        report(belay, run, new Outcome.Failed(Failure.lost("no sign of life")));

        report(belay, run, new Outcome.Completed(Payload.Inline.of("\"late\"")));
        belay.runUntilIdle();

        assertThat(run.result()).isEqualTo("late");
    }

    private static List<RunMessage> received(TestEnvironment belay, TaskQueue queue) {
        var deliveries =
                belay.ports().queues().receive(queue, 10, Duration.ZERO, Duration.ofSeconds(30));
        belay.ports().queues().acknowledge(deliveries);
        return deliveries.stream().map(delivery -> (RunMessage) delivery.message()).toList();
    }

    private static void report(TestEnvironment belay, TestRun<?> run, Outcome outcome) {
        belay.orchestrator()
                .advance(
                        run.key(),
                        List.of(new RunMessage.ActivityReported(run.key(), 1, 1, outcome)));
    }

    @Test
    void an_activity_that_no_worker_begins_in_time_fails_and_is_not_begun_later() {
        var late =
                ActivityType.of("late", String.class, String.class)
                        .with(Work.DO.options().withScheduleToStart(Duration.ofMinutes(1)));
        var type = type((context, input) -> context.call(late, input));
        int[] begun = {0};
        var belay =
                environment(type)
                        .activity(
                                late,
                                (input, _) -> {
                                    begun[0]++;
                                    return input;
                                })
                        .build();
        var run = belay.start(type, "id", "x");
        belay.orchestrator()
                .advance(run.key(), received(belay, TaskQueue.orchestrator(type.lane())));
        // The worker is away: somebody else holds its message.
        belay.ports()
                .queues()
                .receive(
                        new TaskQueue(type.lane(), "late"),
                        10,
                        Duration.ZERO,
                        Duration.ofMinutes(10));

        belay.runUntilIdle();

        assertThat(run.failure().type()).isEqualTo(Failure.SCHEDULE_TO_START);
        assertThat(begun[0]).isZero();
    }

    @Test
    void an_activity_ends_at_its_schedule_to_close_however_many_attempts_are_left() {
        work.failing("x", 1_000);
        var options =
                ActivityOptions.of(
                                RetryPolicy.constant(0, Duration.ofSeconds(20)),
                                Duration.ofSeconds(30))
                        .withScheduleToClose(Duration.ofSeconds(70));
        var type = type((context, input) -> context.call(Work.DO, input, options));
        var belay = environment(type).build();

        var run = belay.start(type, "id", "x");
        belay.runUntilIdle();

        assertThat(run.status()).isEqualTo(RunStatus.FAILED);
        assertThat(work.calls).hasSize(4);
    }

    @Test
    void the_next_attempt_gets_what_the_last_one_reported() {
        var options = Work.DO.options().withHeartbeat(Duration.ofSeconds(10));
        var copy = ActivityType.of("copy", String.class, String.class).with(options);
        var type = type((context, input) -> context.call(copy, input));
        var seen = new ArrayList<String>();
        var belay =
                environment(type)
                        .activity(
                                copy,
                                (input, attempt) -> {
                                    seen.add(attempt.lastHeartbeat(String.class).orElse("none"));
                                    attempt.heartbeat("page " + attempt.number());
                                    if (attempt.number() < 3) {
                                        throw new IllegalStateException("broke off");
                                    }
                                    return "done";
                                })
                        .build();

        var run = belay.start(type, "id", "x");
        belay.runUntilIdle();

        assertThat(run.result()).isEqualTo("done");
        assertThat(seen).containsExactly("none", "page 1", "page 2");
    }

    // ---- 6: replay gives the same commands; a mismatch blocks and never fails

    @Test
    void changed_code_blocks_the_run_with_an_explanation_and_fixed_code_continues_it() {
        var good =
                type((context, input) -> {
                    String first = context.call(Work.DO, input);
                    return first + context.awaitSignal(ReferenceWorkflows.GO);
                });
        var changed =
                type((context, input) -> {
                    context.sleep(Duration.ofSeconds(30));
                    String first = context.call(Work.DO, input);
                    return first + context.awaitSignal(ReferenceWorkflows.GO);
                });
        var belay = environment(good).build();
        var run = belay.start(good, "order-42", "x");
        belay.runNow();

        belay.deploy("build-2", List.of(changed));
        run.signal(ReferenceWorkflows.GO, "!");
        belay.runNow();

        assertThat(run.status()).isEqualTo(RunStatus.BLOCKED);
        assertThat(belay.client().describe(run.key()).reason())
                .contains("BLY-2001")
                .contains("order-42/" + run.key().runId() + " (test)")
                .contains("recorded   ScheduleActivity do")
                .contains("attempted  StartTimer");
        belay.skipTime(Duration.ofDays(2));
        assertThat(run.status()).isEqualTo(RunStatus.BLOCKED);

        belay.deploy("build-3", List.of(good));
        belay.skipTime(Duration.ofMinutes(5));

        assertThat(run.result()).as(run::explain).isEqualTo("done x!");
        assertThat(work.calls).hasSize(1);
    }

    @Test
    void a_blocked_run_that_was_continued_replays_ever_after() {
        var good =
                type((context, input) ->
                        context.awaitSignal(ReferenceWorkflows.GO)
                                + context.awaitSignal(ReferenceWorkflows.GO)
                                + context.call(Work.DO, input));
        var belay = environment(good).build();
        var run = belay.start(good, "id", "x");
        belay.runNow();
        belay.deploy("build-2", List.of());
        run.signal(ReferenceWorkflows.GO, "a");
        belay.runNow();
        assertThat(run.status()).isEqualTo(RunStatus.BLOCKED);
        assertThat(belay.client().describe(run.key()).reason()).contains("BLY-1002");

        belay.deploy("build-3", List.of(good));
        belay.skipTime(Duration.ofMinutes(5));
        belay.killHost();
        run.signal(ReferenceWorkflows.GO, "b");
        belay.runUntilIdle();

        assertThat(run.result()).isEqualTo("abdone x");
    }

    @Test
    void a_run_stays_on_the_version_that_it_started_on() {
        var one = type((context, input) -> context.awaitSignal(ReferenceWorkflows.GO) + " one");
        var two = type((context, input) -> context.call(Work.DO, input) + " two").version(2);
        var belay = environment(one).build();
        var old = belay.start(one, "old", "x");
        belay.runNow();

        belay.deploy("build-2", List.of(one, two));
        var young = belay.start(two, "young", "x");
        old.signal(ReferenceWorkflows.GO, "signal");
        belay.runUntilIdle();

        assertThat(old.result()).isEqualTo("signal one");
        assertThat(young.result()).isEqualTo("done x two");
        assertThat(belay.client().describe(young.key()).version()).isEqualTo(2);
    }

    @Test
    void a_change_that_asks_for_its_version_leaves_runs_from_before_it_as_they_were() {
        var before =
                type((context, input) -> context.awaitSignal(ReferenceWorkflows.GO) + " old way");
        Workflow<String, String> guarded =
                (context, input) -> {
                    int version = context.version("new-way", 0, 1);
                    if (version == 1) {
                        context.call(Work.DO, "prepare");
                    }
                    String signal = context.awaitSignal(ReferenceWorkflows.GO);
                    return signal + (version == 1 ? " new way" : " old way");
                };
        var belay = environment(before).build();
        var old = belay.start(before, "old", "x");
        belay.runNow();

        belay.deploy("build-2", List.of(type(guarded)));
        var young = belay.start(type(guarded), "young", "x");
        belay.runNow();
        belay.killHost();
        old.signal(ReferenceWorkflows.GO, "a");
        young.signal(ReferenceWorkflows.GO, "b");
        belay.runUntilIdle();

        assertThat(old.result()).isEqualTo("a old way");
        assertThat(young.result()).isEqualTo("b new way");
    }

    // ---- 7: with or without memory

    @ParameterizedTest
    @MethodSource("scenarios")
    void a_run_ends_the_same_when_nothing_is_kept_in_memory(ReferenceWorkflow scenario) {
        String kept = ending(scenario, Effects.RELIABLE);
        var type = scenario.type();
        var belay = reference(scenario).suspendAlways().build();
        var run = belay.start(type, "id", "input");
        scenario.stimuli().forEach(stimulus -> stimulus.apply(belay, run));
        belay.runUntilIdle();

        var ended = run.ended();
        assertThat(ended.status() + " " + (ended.result() == null ? "" : run.result()))
                .isEqualTo(kept);
    }

    // ---- starting

    @Test
    void a_workflow_id_has_one_open_run_at_a_time() {
        var type = type((context, input) -> context.awaitSignal(ReferenceWorkflows.GO));
        var belay = environment(type).build();
        var run = belay.start(type, "id", "x");
        StartRequest again = belay.request(type, "id", "x");

        assertThatThrownBy(() -> belay.client().start(Workspace.DEFAULT, again))
                .hasMessageContaining("BLY-1006")
                .hasMessageContaining(run.key().runId().value());
        StartResult existing =
                belay.client()
                        .start(
                                Workspace.DEFAULT,
                                again.withPolicies(ReusePolicy.ALLOW, ConflictPolicy.USE_EXISTING));
        assertThat(existing).isEqualTo(new StartResult(run.key(), true));
        // The same id in another workspace is another run.
        assertThat(belay.client().start(new Workspace("other"), again).existing()).isFalse();
    }

    @Test
    void a_start_that_replaces_ends_the_open_run_first() {
        var type = type((context, input) -> context.awaitSignal(ReferenceWorkflows.GO));
        var belay = environment(type).build();
        var old = belay.start(type, "id", "x");
        belay.runNow();

        RunKey next =
                belay.client()
                        .start(
                                Workspace.DEFAULT,
                                belay.request(type, "id", "y")
                                        .withPolicies(
                                                ReusePolicy.ALLOW,
                                                ConflictPolicy.TERMINATE_EXISTING))
                        .run();
        belay.runUntilIdle();

        assertThat(old.status()).isEqualTo(RunStatus.TERMINATED);
        assertThat(belay.client().describe(next).status()).isEqualTo(RunStatus.RUNNING);
    }

    @Test
    void a_closed_workflow_id_is_used_again_only_if_the_policy_allows() {
        work.breaking("bad");
        var type = type((context, input) -> context.call(Work.DO, input));
        var belay = environment(type).build();
        belay.start(type, "good", "x");
        belay.start(type, "bad", "bad");
        belay.runUntilIdle();
        StartRequest good = belay.request(type, "good", "x");
        StartRequest bad = belay.request(type, "bad", "x");
        var client = belay.client();

        assertThatThrownBy(() ->
                        client.start(
                                Workspace.DEFAULT,
                                good.withPolicies(
                                        ReusePolicy.ALLOW_AFTER_FAILURE, ConflictPolicy.FAIL)))
                .hasMessageContaining("BLY-1006");
        client.start(
                Workspace.DEFAULT,
                bad.withPolicies(ReusePolicy.ALLOW_AFTER_FAILURE, ConflictPolicy.FAIL));
        client.start(Workspace.DEFAULT, good);
        belay.runUntilIdle();

        assertThat(client.describe(client.find(Workspace.DEFAULT, bad.workflowId())).status())
                .isEqualTo(RunStatus.COMPLETED);
    }

    @Test
    void a_signal_to_a_closed_run_is_refused() {
        var type = type((context, input) -> context.call(Work.DO, input));
        var belay = environment(type).build();
        var run = belay.start(type, "id", "x");
        belay.runUntilIdle();

        assertThatThrownBy(() -> run.signal(ReferenceWorkflows.GO, "late"))
                .hasMessageContaining("BLY-1008");
    }

    @Test
    void a_signal_promised_while_the_run_was_ending_is_seen_before_it_ends() {
        boolean[] sent = {false};
        TestEnvironment[] belay = new TestEnvironment[1];
        TestRun<?>[] run = new TestRun<?>[1];
        Effects effects =
                (name, effect) -> {
                    if (name.equals("seal inbox") && !sent[0]) {
                        sent[0] = true;
                        run[0].signal(ReferenceWorkflows.GO, "just in time");
                    }
                    effect.run();
                };
        var type =
                type((context, input) -> {
                    var seen = new ArrayList<String>();
                    context.onSignal(ReferenceWorkflows.GO, seen::add);
                    context.call(Work.DO, input);
                    context.await(() -> true);
                    return String.join(",", seen);
                });
        belay[0] = environment(type).effects(effects).build();
        run[0] = belay[0].start(type, "id", "x");
        belay[0].runUntilIdle();

        assertThat(run[0].events(HistoryEvent.SignalReceived.class)).hasSize(1);
        assertThat(run[0].result()).isEqualTo("just in time");
    }
}
