package dev.belay.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.activity.RetryPolicy;
import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.history.HistoryEvent;
import dev.belay.core.model.FailureKind;
import dev.belay.core.model.Payload;
import dev.belay.core.model.RunStatus;
import dev.belay.core.model.WorkflowId;
import dev.belay.core.workflow.ActivityFailedException;
import dev.belay.core.workflow.CancelledException;
import dev.belay.core.workflow.ChildFailedException;
import dev.belay.core.workflow.ItemResult;
import dev.belay.core.workflow.QueryType;
import dev.belay.core.workflow.SignalType;
import dev.belay.core.workflow.UpdateType;
import dev.belay.core.workflow.Workflow;
import dev.belay.core.workflow.WorkflowException;
import dev.belay.core.workflow.WorkflowType;
import dev.belay.testkit.TestEnvironment;
import dev.belay.testkit.TestRun;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What workflow code is promised, one promise a test, on virtual time.
class WorkflowCodeTest {
    private static final SignalType<String> GO = SignalType.of("go", String.class);

    private final Work work = new Work();
    private TestEnvironment belay = environment().build();

    private TestEnvironment.Builder environment() {
        return TestEnvironment.builder()
                .activity(Work.DO, work::perform)
                .activity(Work.UNDO, work::undo);
    }

    private TestRun<String> start(Workflow<String, String> code) {
        var type = WorkflowType.of("test", String.class, String.class, () -> code);
        belay = environment().workflow(type).build();
        return belay.start(type, "id-1", "input");
    }

    private TestRun<String> run(Workflow<String, String> code) {
        var run = start(code);
        belay.runUntilIdle();
        return run;
    }

    @Test
    void a_sequence_of_activities_gives_the_result_of_the_last() {
        var run = run((context, input) -> context.call(Work.DO, context.call(Work.DO, input)));

        assertThat(run.result()).isEqualTo("done done input");
        assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(work.calls).containsExactly("input", "done input");
    }

    @Test
    void a_failed_attempt_is_followed_by_another_after_the_pause_of_the_policy() {
        work.failing("input", 2);

        var run = run((context, input) -> context.call(Work.DO, input));

        assertThat(run.result()).isEqualTo("done input");
        assertThat(work.calls).hasSize(3);
        assertThat(run.events(HistoryEvent.ActivityAttemptFailed.class))
                .extracting(HistoryEvent.ActivityAttemptFailed::attempt)
                .containsExactly(1, 2);
        Duration took =
                Duration.between(Instant.parse("2026-01-01T00:00:00Z"), belay.clock().instant());
        assertThat(took).isEqualTo(Duration.ofSeconds(1 + 2));
    }

    @Test
    void an_activity_that_used_up_its_attempts_fails_with_the_last_reason() {
        work.failing("input", 100);

        var run = run((context, input) -> context.call(Work.DO, input));

        assertThat(work.calls).hasSize(4);
        assertThat(run.status()).isEqualTo(RunStatus.FAILED);
        assertThat(run.failure().summary()).isEqualTo("flaky: input failed");
    }

    @Test
    void a_permanent_failure_is_not_tried_again() {
        work.breaking("input");

        var run = run((context, input) -> context.call(Work.DO, input));

        assertThat(work.calls).hasSize(1);
        assertThat(run.failure().type()).isEqualTo("broken");
    }

    @Test
    void a_caught_failure_lets_the_run_go_on() {
        work.breaking("input");

        var run =
                run((context, input) -> {
                    try {
                        return context.call(Work.DO, input);
                    } catch (ActivityFailedException failed) {
                        return "caught " + failed.failure().type();
                    }
                });

        assertThat(run.result()).isEqualTo("caught broken");
    }

    @Test
    void an_exception_of_the_code_fails_the_run_with_its_class_and_message() {
        var run =
                run((context, input) -> {
                    throw new IllegalArgumentException("no good");
                });

        assertThat(run.status()).isEqualTo(RunStatus.FAILED);
        assertThat(run.failure().summary()).isEqualTo("IllegalArgumentException: no good");
    }

    @Test
    void a_sleep_of_a_year_ends_after_a_year_and_not_before() {
        var run =
                start((context, input) -> {
                    Instant before = context.now();
                    context.sleep(Duration.ofDays(365));
                    return Duration.between(before, context.now()).toString();
                });

        belay.skipTime(Duration.ofDays(365).minusMillis(1));
        assertThat(run.status()).isEqualTo(RunStatus.RUNNING);

        belay.skipTime(Duration.ofMillis(1));
        assertThat(run.result()).isEqualTo("PT8760H");
    }

    @Test
    void branches_wait_beside_each_other() {
        var run =
                run((context, input) -> {
                    var a = context.start(Work.DO, "a");
                    var b = context.start(Work.DO, "b");
                    return String.join(",", context.all(List.of(a, b)));
                });

        assertThat(run.result()).isEqualTo("done a,done b");
        assertThat(run.history()).hasSizeLessThanOrEqualTo(3);
    }

    @Test
    void any_gives_the_first_that_ends() {
        var run =
                run((context, input) -> {
                    var slow =
                            context.async(() -> {
                                context.sleep(Duration.ofHours(2));
                                return "slow";
                            });
                    var quick =
                            context.async(() -> {
                                context.sleep(Duration.ofHours(1));
                                return "quick";
                            });
                    return context.any(List.of(slow, quick));
                });

        assertThat(run.result()).isEqualTo("quick");
    }

    @Test
    void a_race_that_time_wins_is_empty_and_one_that_work_wins_cancels_the_timer() {
        var run =
                run((context, input) -> {
                    var slow =
                            context.async(() -> {
                                context.sleep(Duration.ofHours(2));
                                return "slow";
                            });
                    var first = context.race(slow, Duration.ofHours(1));
                    var second = context.race(slow, Duration.ofHours(3));
                    return first.isPresent() + " " + second.orElse("none");
                });

        assertThat(run.result()).isEqualTo("false slow");
        assertThat(belay.clock().instant()).isEqualTo(Instant.parse("2026-01-01T04:00:00Z"));
    }

    @Test
    void a_parallel_map_keeps_to_its_concurrency_and_tolerates_what_it_is_told_to() {
        work.breaking("item 3");
        int[] most = {0};

        var run =
                run((context, input) -> {
                    int[] now = {0};
                    var results =
                            context.parallelMap(
                                    IntStream.range(0, 10).mapToObj(i -> "item " + i).toList(),
                                    3,
                                    1,
                                    item -> {
                                        most[0] = Math.max(most[0], ++now[0]);
                                        try {
                                            return context.call(Work.DO, item);
                                        } finally {
                                            now[0]--;
                                        }
                                    });
                    long failed =
                            results.stream().filter(r -> r instanceof ItemResult.Failed).count();
                    return results.size() + " items, " + failed + " failed";
                });

        assertThat(run.result()).isEqualTo("10 items, 1 failed");
        assertThat(most[0]).isEqualTo(3);
    }

    @Test
    void a_parallel_map_with_too_many_failures_stops_beginning_items() {
        work.breaking("item 0").breaking("item 1");

        var run =
                run((context, input) -> {
                    context.parallelMap(
                            IntStream.range(0, 100).mapToObj(i -> "item " + i).toList(),
                            2,
                            1,
                            item -> context.call(Work.DO, item));
                    return "not reached";
                });

        assertThat(run.failure().type()).isEqualTo("too-many-failures");
        assertThat(work.calls).hasSizeLessThan(5);
    }

    @Test
    void signals_are_seen_in_order_even_those_that_came_before_they_were_asked_for() {
        var run =
                start((context, input) -> {
                    context.sleep(Duration.ofHours(1));
                    var seen = new ArrayList<String>();
                    for (int i = 0; i < 3; i++) {
                        seen.add(context.awaitSignal(GO));
                    }
                    return String.join(",", seen);
                });
        run.signal(GO, "a");
        belay.runNow();
        run.signal(GO, "b");
        belay.skipTime(Duration.ofHours(2));
        assertThat(run.status()).isEqualTo(RunStatus.RUNNING);

        run.signal(GO, "c");
        belay.runUntilIdle();

        assertThat(run.result()).isEqualTo("a,b,c");
    }

    @Test
    void waiting_for_a_signal_ends_empty_at_its_timeout_and_swallows_no_later_signal() {
        var run =
                start((context, input) -> {
                    var first = context.awaitSignal(GO, Duration.ofHours(1));
                    return first.isPresent() + " " + context.awaitSignal(GO);
                });
        belay.skipTime(Duration.ofHours(2));

        run.signal(GO, "late");
        belay.runUntilIdle();

        assertThat(run.result()).isEqualTo("false late");
    }

    @Test
    void a_query_sees_the_state_of_open_and_closed_runs_and_changes_nothing() {
        var status = QueryType.of("status", String.class);
        var run =
                start((context, input) -> {
                    var at = new String[] {"begun"};
                    context.onQuery(status, _ -> at[0]);
                    context.awaitSignal(GO);
                    at[0] = "signalled";
                    return at[0];
                });
        belay.runNow();
        int before = run.history().size();

        assertThat(run.query(status, null)).isEqualTo("begun");
        assertThat(run.history()).hasSize(before);

        run.signal(GO, "x");
        belay.runUntilIdle();
        assertThat(run.query(status, null)).isEqualTo("signalled");
    }

    @Test
    void an_update_is_validated_first_and_answered_with_a_result() throws Exception {
        var add = UpdateType.of("add", Integer.class, Integer.class);
        var run =
                start((context, input) -> {
                    int[] sum = {0};
                    context.onUpdate(
                            add,
                            n -> {
                                if (n < 0) {
                                    throw WorkflowException.of("negative", "only upwards");
                                }
                            },
                            n -> {
                                context.call(Work.DO, "add");
                                return sum[0] += n;
                            });
                    context.await(() -> sum[0] >= 10);
                    return "sum " + sum[0];
                });
        belay.runNow();

        assertThat(update(run, add.name(), "-1")).contains("BLY-1010").contains("only upwards");
        assertThat(update(run, add.name(), "4")).isEqualTo("4");
        assertThat(update(run, add.name(), "6")).isEqualTo("10");
        belay.runUntilIdle();
        assertThat(run.result()).isEqualTo("sum 10");
    }

    /// Sends the update, lets the run take it, then asks for the answer under the same id.
    private String update(TestRun<String> run, String name, String argument) throws Exception {
        var payload = Payload.Inline.of(argument);
        String id = "update-" + argument;
        for (int i = 0; i < 2; i++) {
            try {
                return ((Payload.Inline)
                                belay.client().update(run.key(), name, payload, id, Duration.ZERO))
                        .text();
            } catch (BelayException notYet) {
                if (i == 1 || notYet.code() == ErrorCode.UPDATE_REJECTED) {
                    return String.valueOf(notYet.getMessage());
                }
                belay.runNow();
            }
        }
        throw new AssertionError();
    }

    @Test
    void a_cancelled_run_cleans_up_and_ends_as_cancelled() {
        var run =
                start((context, input) -> {
                    try {
                        context.sleep(Duration.ofDays(1));
                        return "slept";
                    } catch (CancelledException cancelled) {
                        context.uncancellable(() -> context.call(Work.UNDO, "cleanup"));
                        throw cancelled;
                    }
                });
        belay.runNow();

        belay.client().cancel(run.key(), "changed my mind");
        belay.runUntilIdle();

        assertThat(run.status()).isEqualTo(RunStatus.CANCELLED);
        assertThat(work.undone).containsExactly("cleanup");
        assertThat(run.failure().kind()).isEqualTo(FailureKind.CANCELLED);
    }

    @Test
    void a_cancelled_scope_leaves_the_rest_of_the_run_alone() {
        var run =
                run((context, input) -> {
                    var scope = context.newScope();
                    var inside =
                            context.async(() ->
                                    scope.call(() -> {
                                        context.sleep(Duration.ofDays(1));
                                        return "slept";
                                    }));
                    context.sleep(Duration.ofMinutes(1));
                    scope.cancel("enough");
                    try {
                        return inside.get();
                    } catch (CancelledException _) {
                        return context.call(Work.DO, "after");
                    }
                });

        assertThat(run.result()).isEqualTo("done after");
    }

    @Test
    void a_terminated_run_ends_at_once_and_cleans_up_nothing() {
        var run =
                start((context, input) -> {
                    try {
                        context.sleep(Duration.ofDays(1));
                    } finally {
                        work.undone.add("never");
                    }
                    return "slept";
                });
        belay.runNow();
        work.undone.clear();

        belay.client().terminate(run.key(), "stuck");
        belay.runUntilIdle();

        assertThat(run.status()).isEqualTo(RunStatus.TERMINATED);
        assertThat(run.ended().failure()).isNotNull();
    }

    @Test
    void a_saga_undoes_in_reverse_order_what_was_done() {
        work.breaking("c");

        var run =
                run((context, input) -> {
                    var saga = context.saga();
                    try {
                        for (String step : List.of("a", "b", "c", "d")) {
                            saga.call(Work.DO, step, Work.UNDO, done -> done);
                        }
                        return "all";
                    } catch (WorkflowException failed) {
                        saga.compensate();
                        throw failed;
                    }
                });

        assertThat(run.status()).isEqualTo(RunStatus.FAILED);
        assertThat(run.failure().type()).isEqualTo("broken");
        assertThat(work.undone).containsExactly("done b", "done a");
    }

    @Test
    void a_child_gives_its_result_to_its_parent() {
        var child =
                WorkflowType.of(
                        "child",
                        String.class,
                        String.class,
                        () -> (context, input) -> context.call(Work.DO, input));
        var parent =
                WorkflowType.of(
                        "parent",
                        String.class,
                        String.class,
                        () -> (context, input) -> context.callChild(child, input) + "!");
        belay = environment().workflow(child).workflow(parent).build();

        var run = belay.start(parent, "p", "x");
        belay.runUntilIdle();

        assertThat(run.result()).isEqualTo("done x!");
        assertThat(run.events(HistoryEvent.ChildStarted.class)).hasSize(1);
        assertThat(run.events(HistoryEvent.ChildClosed.class)).hasSize(1);
    }

    @Test
    void a_child_that_fails_fails_its_promise_with_its_reason() {
        work.breaking("x");
        var child =
                WorkflowType.of(
                        "child",
                        String.class,
                        String.class,
                        () -> (context, input) -> context.call(Work.DO, input));
        var parent =
                WorkflowType.of(
                        "parent",
                        String.class,
                        String.class,
                        () ->
                                (context, input) -> {
                                    try {
                                        return context.callChild(child, input);
                                    } catch (ChildFailedException failed) {
                                        return failed.workflow() + " " + failed.failure().type();
                                    }
                                });
        belay = environment().workflow(child).workflow(parent).build();

        var run = belay.start(parent, "p", "x");
        belay.runUntilIdle();

        assertThat(run.result()).isEqualTo("child broken");
    }

    @Test
    void continue_as_new_keeps_the_workflow_id_and_the_signals_that_nobody_took() {
        var type =
                WorkflowType.of(
                        "counter",
                        Integer.class,
                        String.class,
                        () ->
                                (context, n) -> {
                                    if (n < 3) {
                                        context.call(Work.DO, "round " + n);
                                        throw context.continueAsNew(n + 1);
                                    }
                                    return context.awaitSignal(GO) + context.info().workflowId();
                                });
        belay = environment().workflow(type).build();
        var run = belay.start(type, "c", 0);
        belay.client().signal(run.key(), GO.name(), Payload.Inline.of("\"kept \""), null);

        belay.runUntilIdle();

        assertThat(run.status()).isEqualTo(RunStatus.CONTINUED_AS_NEW);
        assertThat(run.result()).isEqualTo("kept c");
        assertThat(work.calls).containsExactly("round 0", "round 1", "round 2");
    }

    @Test
    void a_local_activity_is_recorded_and_sends_no_message() {
        var run =
                run((context, input) -> {
                    String all = "";
                    for (int i = 0; i < 5; i++) {
                        all +=
                                context.callLocal(
                                        "local",
                                        "x" + i,
                                        String.class,
                                        (in, attempt) -> {
                                            work.calls.add(in);
                                            return in;
                                        });
                    }
                    return all;
                });

        assertThat(run.result()).isEqualTo("x0x1x2x3x4");
        assertThat(work.calls).hasSize(5);
        assertThat(run.history()).hasSize(1);
    }

    @Test
    void many_local_activities_are_made_durable_in_portions() {
        var run =
                run((context, input) -> {
                    int sum = 0;
                    for (int i = 0; i < 1_000; i++) {
                        sum += context.callLocal("local", i, Integer.class, (in, attempt) -> in);
                    }
                    return "sum " + sum;
                });

        assertThat(run.result()).isEqualTo("sum 499500");
        assertThat(run.history()).hasSizeBetween(10, 30);
    }

    @Test
    void a_local_activity_is_retried_by_its_policy() {
        int[] attempts = {0};
        var run =
                run((context, input) ->
                        context.callLocal(
                                "local",
                                input,
                                String.class,
                                RetryPolicy.constant(3, Duration.ofSeconds(5)),
                                (in, attempt) -> {
                                    if (++attempts[0] < 3) {
                                        throw new IllegalStateException("not yet");
                                    }
                                    return "third";
                                }));

        assertThat(run.result()).isEqualTo("third");
        assertThat(belay.clock().instant()).isEqualTo(Instant.parse("2026-01-01T00:00:10Z"));
    }

    @Test
    void recorded_values_are_the_same_after_replay() {
        int[] computed = {0};
        Workflow<String, String> code =
                (context, input) -> {
                    String value =
                            context.sideEffect(String.class, () -> "computed " + ++computed[0]);
                    String drawn = context.randomUuid() + " " + context.random().nextInt();
                    context.sleep(Duration.ofHours(1));
                    return value + " " + drawn;
                };
        var type = WorkflowType.of("test", String.class, String.class, () -> code);
        var drawn = new ArrayList<String>();
        for (boolean kill : List.of(false, true)) {
            computed[0] = 0;
            belay = environment().workflow(type).build();
            var run = belay.start(type, "id-1", "input");
            belay.runNow();
            if (kill) {
                belay.killHost();
            }
            belay.runUntilIdle();
            drawn.add(run.result());
        }
        assertThat(drawn.get(0)).startsWith("computed 1 ").isEqualTo(drawn.get(1));
    }

    @Test
    void attributes_memo_and_tags_show_in_lists() {
        var run =
                run((context, input) -> {
                    context.upsertAttributes(Map.of("customer", "42"));
                    context.upsertMemo(Map.of("note", "hello"));
                    context.addTags(Set.of("vip"));
                    return "ok";
                });

        var head = belay.client().describe(run.key());
        assertThat(head.attributes()).containsEntry("customer", "42");
        assertThat(head.memo()).containsEntry("note", "hello");
        assertThat(head.tags()).containsExactly("vip");
    }

    @Test
    void a_run_that_is_open_too_long_times_out() {
        var type =
                WorkflowType.of(
                        "test",
                        String.class,
                        String.class,
                        () -> (context, input) -> context.awaitSignal(GO));
        belay = environment().workflow(type).build();
        var run =
                belay.start(type, belay.request(type, "id", "x").withTimeout(Duration.ofHours(1)));

        belay.runUntilIdle();

        assertThat(run.status()).isEqualTo(RunStatus.TIMED_OUT);
        assertThat(run.failure().kind()).isEqualTo(FailureKind.TIMEOUT);
    }

    @Test
    void a_start_delay_passes_before_the_code_runs() {
        var type =
                WorkflowType.of(
                        "test",
                        String.class,
                        String.class,
                        () -> (context, input) -> context.now().toString());
        belay = environment().workflow(type).build();
        Instant startAt = Instant.parse("2026-03-01T00:00:00Z");
        var run = belay.start(type, belay.request(type, "id", "x").withStartAt(startAt));

        belay.runNow();
        assertThat(run.status()).isEqualTo(RunStatus.SCHEDULED);
        belay.runUntilIdle();

        assertThat(run.result()).isEqualTo(startAt.toString());
    }

    @Test
    void one_run_signals_another_and_learns_when_there_is_none() {
        var receiver =
                WorkflowType.of(
                        "receiver",
                        String.class,
                        String.class,
                        () -> (context, input) -> context.awaitSignal(GO));
        var sender =
                WorkflowType.of(
                        "sender",
                        String.class,
                        String.class,
                        () ->
                                (context, target) -> {
                                    try {
                                        context.signal(new WorkflowId(target), GO, "hello");
                                        return "delivered";
                                    } catch (WorkflowException failed) {
                                        return failed.failure().type();
                                    }
                                });
        belay = environment().workflow(receiver).workflow(sender).build();
        var waiting = belay.start(receiver, "r", "x");
        var good = belay.start(sender, "s1", "r");
        var bad = belay.start(sender, "s2", "nobody");

        belay.runUntilIdle();

        assertThat(good.result()).isEqualTo("delivered");
        assertThat(waiting.result()).isEqualTo("hello");
        assertThat(bad.result()).isEqualTo("run-not-found");
    }
}
