package dev.belay.testkit.reference;

import static dev.belay.testkit.reference.ReferenceActivities.DO;
import static dev.belay.testkit.reference.ReferenceActivities.PAY;
import static dev.belay.testkit.reference.ReferenceActivities.UNDO;
import static dev.belay.testkit.reference.ReferenceWorkflow.completes;
import static dev.belay.testkit.reference.ReferenceWorkflow.ends;

import dev.belay.core.activity.ActivityOptions;
import dev.belay.core.activity.RetryPolicy;
import dev.belay.core.decider.Deciders;
import dev.belay.core.decider.Payloads;
import dev.belay.core.model.RunStatus;
import dev.belay.core.model.WorkflowId;
import dev.belay.core.workflow.CancelledException;
import dev.belay.core.workflow.ChildFailedException;
import dev.belay.core.workflow.ChildOptions;
import dev.belay.core.workflow.ItemResult;
import dev.belay.core.workflow.SignalType;
import dev.belay.core.workflow.UpdateType;
import dev.belay.core.workflow.Workflow;
import dev.belay.core.workflow.WorkflowContext;
import dev.belay.core.workflow.WorkflowException;
import dev.belay.core.workflow.WorkflowType;
import dev.belay.flow.slot.SlotWorkflow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The reference workflows. Each takes `input` as its input.
public final class ReferenceWorkflows {
    public static final SignalType<String> GO = SignalType.of("go", String.class);

    /// Refused where its argument begins with `bad`.
    public static final UpdateType<String, String> ADD =
            UpdateType.of("add", String.class, String.class);

    /// Nobody waits for it.
    public static final SignalType<String> NOISE = SignalType.of("noise", String.class);

    /// Nobody ever sends it.
    public static final SignalType<String> NEVER = SignalType.of("never", String.class);

    public static final WorkflowType<String, String> CHILD =
            type("child", (context, input) -> context.call(DO, input));

    public static final WorkflowType<String, String> WAITING_CHILD =
            type("waiting-child", (context, _) -> context.awaitSignal(NEVER));

    /// Ends with the first signal that it gets.
    public static final WorkflowType<String, String> LISTENING_CHILD =
            type("listening-child", (context, _) -> context.awaitSignal(GO));

    /// Ends as another run than it began as.
    public static final WorkflowType<String, String> CHANGING_CHILD =
            type("changing-child", ReferenceWorkflows::continued);

    /// Long enough for whatever was lost to have come again.
    private static final Duration LATER = Duration.ofMinutes(5);

    private ReferenceWorkflows() {}

    /// The reference workflows that are data, and what these start.
    public static Deciders flows(Payloads payloads) {
        return ReferenceFlows.deciders(payloads);
    }

    public static WorkflowType<String, String> type(String name, Workflow<String, String> code) {
        return WorkflowType.of(name, String.class, String.class, () -> code);
    }

    /// What the reference workflows start as children.
    public static List<WorkflowType<?, ?>> children() {
        var types = new ArrayList<WorkflowType<?, ?>>(SlotWorkflow.types());
        types.addAll(List.of(CHILD, WAITING_CHILD, LISTENING_CHILD, CHANGING_CHILD));
        return types;
    }

    /// What simulated systems run.
    public static List<ReferenceWorkflow> simulated() {
        return all().stream().filter(each -> !each.sharesWorkflowIds()).toList();
    }

    public static List<ReferenceWorkflow> all() {
        return Stream.concat(code().stream(), ReferenceFlows.all().stream()).toList();
    }

    private static List<ReferenceWorkflow> code() {
        return List.of(
                completes("sequence", "done done done input", ReferenceWorkflows::sequence),
                completes(
                        "fan-out",
                        "done input0,done input1,done input2,done input3,done input4",
                        ReferenceWorkflows::fanOut),
                completes("retry", "done flaky", (context, _) -> context.call(DO, "flaky")),
                completes("timer", "done input", ReferenceWorkflows::timer),
                completes("long-timer", "done input", ReferenceWorkflows::longTimer),
                completes("first-wins", "done input", ReferenceWorkflows::firstWins),
                completes("slow-retry", "done flaky", ReferenceWorkflows::slowRetry),
                completes("deadlines", "done input", ReferenceWorkflows::deadlines),
                completes("recorded-values", "done 42", ReferenceWorkflows::recordedValues),
                completes("tells-child", "hello", ReferenceWorkflows::tellsChild),
                completes("cancels-child", "CANCELLED", ReferenceWorkflows::cancelsChild),
                completes(
                        "signal-race",
                        "one,two,none,done input",
                        ReferenceWorkflows::signalRace,
                        Stimulus.signal("one"),
                        Stimulus.signal("two")),
                completes(
                        "signal-handler",
                        "a,b,c,done input",
                        ReferenceWorkflows::signalHandler,
                        Stimulus.signal("a"),
                        Stimulus.signal("b"),
                        Stimulus.signal("c")),
                completes(
                        "updates",
                        "done one,done two",
                        ReferenceWorkflows::updates,
                        Stimulus.update("one"),
                        Stimulus.update("bad"),
                        Stimulus.update("two")),
                completes(
                        "child",
                        "done input!",
                        (context, input) -> context.callChild(CHILD, input) + "!"),
                completes(
                        "changing-child",
                        "input+++!",
                        (context, input) -> context.callChild(CHANGING_CHILD, input) + "!"),
                completes(
                        "calls-flow",
                        "done input!",
                        (context, input) ->
                                context.callChild(ReferenceFlows.LEAF_TYPE, input) + "!"),
                ends(
                        "failing-child",
                        RunStatus.FAILED,
                        "broken",
                        (context, _) -> context.callChild(CHILD, "broken")),
                completes("abandoned-child", "done input", ReferenceWorkflows::closesWithOpenChild),
                ends("saga", RunStatus.FAILED, "broken", ReferenceWorkflows::saga)
                        .undoing("done b", "done a"),
                completes("continue-as-new", "input+++", ReferenceWorkflows::continued),
                completes(
                        "continue-with-signals",
                        "a,b",
                        ReferenceWorkflows::continuedWithSignals,
                        Stimulus.signal("a"),
                        Stimulus.signal("b")),
                completes("local-activities", "done sum 11175", ReferenceWorkflows::local),
                completes(
                        "items",
                        "done item0,failed,done item2,done item3",
                        ReferenceWorkflows::items),
                completes("at-most-once", "done input", (context, in) -> context.call(PAY, in))
                        .failingWithALostAttempt(),
                completes("changed-code", "done b", ReferenceWorkflows::changed)
                        .changedFrom(ReferenceWorkflows::unchanged),
                completes("large-decision", "24 done", ReferenceWorkflows::large),
                ends(
                                "cancelled-asleep",
                                RunStatus.CANCELLED,
                                "",
                                ReferenceWorkflows::cleansUp,
                                Stimulus.cancel(LATER))
                        .undoing("input"),
                ends(
                        "cancelled-with-child",
                        RunStatus.CANCELLED,
                        "",
                        (context, input) -> context.callChild(WAITING_CHILD, input),
                        Stimulus.cancel(LATER)),
                ends(
                        "terminated",
                        RunStatus.TERMINATED,
                        "",
                        (context, _) -> context.awaitSignal(NEVER),
                        Stimulus.terminate(LATER)));
    }

    private static String sequence(WorkflowContext context, String input) {
        String a = context.call(DO, input);
        String b = context.call(DO, a);
        return context.call(DO, b);
    }

    private static String fanOut(WorkflowContext context, String input) {
        var promises = IntStream.range(0, 5).mapToObj(i -> context.start(DO, input + i)).toList();
        return String.join(",", context.all(promises));
    }

    private static String timer(WorkflowContext context, String input) {
        context.sleep(Duration.ofSeconds(5));
        return context.call(DO, input);
    }

    private static String longTimer(WorkflowContext context, String input) {
        context.sleep(Duration.ofDays(3));
        return context.call(DO, input);
    }

    private static String firstWins(WorkflowContext context, String input) {
        var long1 = context.async(() -> slept(context, Duration.ofHours(2)));
        var long2 = context.async(() -> slept(context, Duration.ofDays(2)));
        context.any(List.of(long1, long2));
        return context.call(DO, input);
    }

    private static String slowRetry(WorkflowContext context, String input) {
        var hourly =
                ActivityOptions.DEFAULT.withRetry(RetryPolicy.constant(6, Duration.ofHours(1)));
        return context.call(DO, "flaky", hourly);
    }

    private static String deadlines(WorkflowContext context, String input) {
        var limited =
                DO.options()
                        .withScheduleToStart(Duration.ofMinutes(10))
                        .withScheduleToClose(Duration.ofHours(2));
        return context.call(DO, input, limited);
    }

    private static String recordedValues(WorkflowContext context, String input) {
        int value = context.sideEffect(Integer.class, () -> 42);
        context.upsertAttributes(Map.of("value", String.valueOf(value)));
        context.addTags(Set.of("recorded"));
        return context.call(DO, String.valueOf(value));
    }

    private static String tellsChild(WorkflowContext context, String input) {
        var id = new WorkflowId("told-by-" + context.info().run().runId());
        var options = ChildOptions.DEFAULT.withWorkflowId(id.value());
        var child = context.startChild(LISTENING_CHILD, input, options);
        insist(context, () -> context.signal(id, GO, "hello"));
        return child.get();
    }

    private static String cancelsChild(WorkflowContext context, String input) {
        var id = new WorkflowId("cancelled-by-" + context.info().run().runId());
        var options = ChildOptions.DEFAULT.withWorkflowId(id.value());
        var child = context.startChild(WAITING_CHILD, input, options);
        insist(context, () -> context.requestCancel(id, "asked to"));
        try {
            return child.get();
        } catch (ChildFailedException failed) {
            return failed.failure().kind().name();
        }
    }

    /// A child that was asked for may not be there yet. It may be closed already where a host that
    /// stood still delivers a request that others have given up.
    private static void insist(WorkflowContext context, Runnable request) {
        while (true) {
            try {
                request.run();
                return;
            } catch (CancelledException cancelled) {
                throw cancelled;
            } catch (WorkflowException failed) {
                if (failed.failure().type().equals("run-closed")) {
                    return;
                }
                if (!failed.failure().type().equals("run-not-found")) {
                    throw failed;
                }
                context.sleep(Duration.ofSeconds(10));
            }
        }
    }

    private static String slept(WorkflowContext context, Duration time) {
        context.sleep(time);
        return "slept";
    }

    private static String signalRace(WorkflowContext context, String input) {
        var seen = new ArrayList<String>();
        seen.add(context.awaitSignal(GO));
        seen.add(context.awaitSignal(GO, Duration.ofDays(1)).orElse("none"));
        seen.add(context.awaitSignal(GO, Duration.ofSeconds(30)).orElse("none"));
        seen.add(context.call(DO, input));
        return String.join(",", seen);
    }

    private static String signalHandler(WorkflowContext context, String input) {
        var seen = new ArrayList<String>();
        context.onSignal(GO, seen::add);
        context.await(() -> seen.size() == 3);
        seen.add(context.call(DO, input));
        return String.join(",", seen);
    }

    private static String updates(WorkflowContext context, String input) {
        var added = new ArrayList<String>();
        int[] answered = {0};
        context.onUpdate(
                ADD,
                argument -> {
                    if (argument.startsWith("bad")) {
                        throw WorkflowException.of("bad", "not this one");
                    }
                },
                argument -> {
                    try {
                        String done = context.call(DO, argument);
                        added.add(done);
                        return done;
                    } finally {
                        answered[0]++;
                    }
                });
        context.await(() -> answered[0] == 2);
        return String.join(",", added);
    }

    private static String closesWithOpenChild(WorkflowContext context, String input) {
        context.startChild(WAITING_CHILD, input, ChildOptions.DEFAULT);
        return context.call(DO, input);
    }

    private static String saga(WorkflowContext context, String input) {
        var saga = context.saga();
        try {
            for (String step : List.of("a", "b", "broken", "d")) {
                saga.call(DO, step, UNDO, done -> done);
            }
            return "all";
        } catch (WorkflowException failed) {
            saga.compensate();
            throw failed;
        }
    }

    private static String continued(WorkflowContext context, String input) {
        context.call(DO, input);
        if (input.length() < 8) {
            throw context.continueAsNew(input + "+");
        }
        return input;
    }

    private static String continuedWithSignals(WorkflowContext context, String input) {
        continued(context, input);
        return context.awaitSignal(GO) + "," + context.awaitSignal(GO);
    }

    private static String local(WorkflowContext context, String input) {
        int sum = 0;
        for (int i = 0; i < 150; i++) {
            sum += context.callLocal("local", i, Integer.class, RetryPolicy.NONE, (n, _) -> n);
        }
        return context.call(DO, "sum " + sum);
    }

    private static String items(WorkflowContext context, String input) {
        var items = List.of("item0", "broken item1", "item2", "item3");
        var results = context.parallelMap(items, 2, 1, item -> context.call(DO, item));
        return results.stream().map(ReferenceWorkflows::text).collect(Collectors.joining(","));
    }

    private static String text(ItemResult<String> result) {
        return switch (result) {
            case ItemResult.Completed<String>(var done) -> done;
            case ItemResult.Failed<String> _ -> "failed";
            case ItemResult.Skipped<String> _ -> "skipped";
        };
    }

    private static String unchanged(WorkflowContext context, String input) {
        context.call(DO, input);
        context.sleep(Duration.ofSeconds(5));
        return context.call(DO, "b");
    }

    private static String changed(WorkflowContext context, String input) {
        context.call(DO, input);
        if (context.version("extra", 0, 1) == 1) {
            context.call(DO, "extra");
        }
        context.sleep(Duration.ofSeconds(5));
        return context.call(DO, "b");
    }

    private static String large(WorkflowContext context, String input) {
        var promises =
                IntStream.range(0, 24)
                        .mapToObj(i -> context.start(DO, input + i + "x".repeat(30_000)))
                        .toList();
        return "%d done".formatted(context.all(promises).size());
    }

    private static String cleansUp(WorkflowContext context, String input) {
        context.call(DO, input);
        try {
            context.sleep(Duration.ofDays(1));
            return "slept";
        } catch (CancelledException cancelled) {
            context.uncancellable(() -> context.call(UNDO, input));
            throw cancelled;
        }
    }
}
