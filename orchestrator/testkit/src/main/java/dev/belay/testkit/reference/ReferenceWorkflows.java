package dev.belay.testkit.reference;

import static dev.belay.testkit.reference.ReferenceActivities.DO;
import static dev.belay.testkit.reference.ReferenceActivities.PAY;
import static dev.belay.testkit.reference.ReferenceActivities.UNDO;
import static dev.belay.testkit.reference.ReferenceWorkflow.completes;
import static dev.belay.testkit.reference.ReferenceWorkflow.ends;

import dev.belay.core.activity.RetryPolicy;
import dev.belay.core.model.RunStatus;
import dev.belay.core.workflow.CancelledException;
import dev.belay.core.workflow.ChildOptions;
import dev.belay.core.workflow.ItemResult;
import dev.belay.core.workflow.SignalType;
import dev.belay.core.workflow.Workflow;
import dev.belay.core.workflow.WorkflowContext;
import dev.belay.core.workflow.WorkflowException;
import dev.belay.core.workflow.WorkflowType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The reference workflows. Each takes `input` as its input.
public final class ReferenceWorkflows {
    public static final SignalType<String> GO = SignalType.of("go", String.class);

    /// Nobody ever sends it.
    public static final SignalType<String> NEVER = SignalType.of("never", String.class);

    public static final WorkflowType<String, String> CHILD =
            type("child", (context, input) -> context.call(DO, input));

    public static final WorkflowType<String, String> WAITING_CHILD =
            type("waiting-child", (context, _) -> context.awaitSignal(NEVER));

    /// Ends as another run than it began as.
    public static final WorkflowType<String, String> CHANGING_CHILD =
            type("changing-child", ReferenceWorkflows::continued);

    /// Long enough for whatever was lost to have come again.
    private static final Duration LATER = Duration.ofMinutes(5);

    private ReferenceWorkflows() {}

    public static WorkflowType<String, String> type(String name, Workflow<String, String> code) {
        return WorkflowType.of(name, String.class, String.class, () -> code);
    }

    /// What the reference workflows start as children.
    public static List<WorkflowType<?, ?>> children() {
        return List.of(CHILD, WAITING_CHILD, CHANGING_CHILD);
    }

    public static List<ReferenceWorkflow> all() {
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
                        "child",
                        "done input!",
                        (context, input) -> context.callChild(CHILD, input) + "!"),
                completes(
                        "changing-child",
                        "input+++!",
                        (context, input) -> context.callChild(CHANGING_CHILD, input) + "!"),
                ends(
                        "failing-child",
                        RunStatus.FAILED,
                        "broken",
                        (context, _) -> context.callChild(CHILD, "broken")),
                completes("abandoned-child", "done input", ReferenceWorkflows::closesWithOpenChild),
                ends("saga", RunStatus.FAILED, "broken", ReferenceWorkflows::saga)
                        .undoing("done b", "done a"),
                completes("continue-as-new", "input+++", ReferenceWorkflows::continued),
                completes("local-activities", "done sum 11175", ReferenceWorkflows::local),
                completes(
                        "items",
                        "done item0,failed,done item2,done item3",
                        ReferenceWorkflows::items),
                completes("at-most-once", "done input", (context, in) -> context.call(PAY, in))
                        .failingWithALostAttempt(),
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
