package dev.belay.testkit.golden;

import dev.belay.core.activity.ActivityException;
import dev.belay.core.activity.ActivityOptions;
import dev.belay.core.activity.ActivityType;
import dev.belay.core.activity.RetryPolicy;
import dev.belay.core.message.StartRequest.ParentClosePolicy;
import dev.belay.core.model.WorkflowId;
import dev.belay.core.workflow.CancelledException;
import dev.belay.core.workflow.ChildFailedException;
import dev.belay.core.workflow.ChildOptions;
import dev.belay.core.workflow.Promise;
import dev.belay.core.workflow.SignalType;
import dev.belay.core.workflow.UpdateType;
import dev.belay.core.workflow.Workflow;
import dev.belay.core.workflow.WorkflowContext;
import dev.belay.core.workflow.WorkflowException;
import dev.belay.core.workflow.WorkflowType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/// Workflows that together use everything that a history can record.
///
/// Their code never changes, since histories of it are kept: a new shape is a new workflow.
final class GoldenWorkflows {
    static final ActivityType<String, String> DO =
            ActivityType.of("do", String.class, String.class)
                    .with(
                            ActivityOptions.of(
                                    RetryPolicy.exponential(4, Duration.ofSeconds(1)),
                                    Duration.ofMinutes(1)));
    static final ActivityType<String, String> UNDO =
            ActivityType.of("undo", String.class, String.class);
    static final SignalType<String> GO = SignalType.of("go", String.class);
    static final SignalType<String> NEVER = SignalType.of("never", String.class);
    static final UpdateType<Integer, Integer> ADD =
            UpdateType.of("add", Integer.class, Integer.class);

    static final WorkflowType<String, String> CHILD =
            type("child", (context, input) -> context.call(DO, input));
    static final WorkflowType<String, String> WAITING =
            type("waiting", (context, _) -> context.awaitSignal(NEVER));
    static final WorkflowType<String, String> SEQUENCE =
            type("sequence", GoldenWorkflows::sequence);
    static final WorkflowType<String, String> FAN_OUT = type("fan-out", GoldenWorkflows::fanOut);
    static final WorkflowType<String, String> TIMERS = type("timers", GoldenWorkflows::timers);
    static final WorkflowType<String, String> SIGNALS = type("signals", GoldenWorkflows::signals);
    static final WorkflowType<String, String> CHILDREN =
            type("children", GoldenWorkflows::children);
    static final WorkflowType<String, String> SAGA = type("saga", GoldenWorkflows::saga);
    static final WorkflowType<String, String> CONTINUED =
            type("continued", GoldenWorkflows::continued);
    static final WorkflowType<String, String> LOCAL = type("local", GoldenWorkflows::local);
    static final WorkflowType<String, String> VALUES = type("values", GoldenWorkflows::values);
    static final WorkflowType<String, String> UPDATES = type("updates", GoldenWorkflows::updates);
    static final WorkflowType<String, String> CLEANS_UP =
            type("cleans-up", GoldenWorkflows::cleansUp);
    static final WorkflowType<String, String> SCOPES = type("scopes", GoldenWorkflows::scopes);
    static final WorkflowType<String, String> TALKS = type("talks", GoldenWorkflows::talks);
    static final WorkflowType<String, String> BRANCHES =
            type("branches", GoldenWorkflows::branches);

    private GoldenWorkflows() {}

    static List<WorkflowType<?, ?>> all() {
        return List.of(
                CHILD, WAITING, SEQUENCE, FAN_OUT, TIMERS, SIGNALS, CHILDREN, SAGA, CONTINUED,
                LOCAL, VALUES, UPDATES, CLEANS_UP, SCOPES, TALKS, BRANCHES);
    }

    static WorkflowType<String, String> type(String name, Workflow<String, String> code) {
        return WorkflowType.of(name, String.class, String.class, () -> code);
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

    private static String timers(WorkflowContext context, String input) {
        context.sleep(Duration.ofSeconds(5));
        String done = context.call(DO, input);
        context.sleep(Duration.ofDays(3));
        return done;
    }

    private static String signals(WorkflowContext context, String input) {
        var seen = new ArrayList<String>();
        seen.add(context.awaitSignal(GO));
        seen.add(context.awaitSignal(GO, Duration.ofDays(1)).orElse("none"));
        seen.add(context.awaitSignal(GO, Duration.ofSeconds(30)).orElse("none"));
        seen.add(context.call(DO, input));
        return String.join(",", seen);
    }

    private static String children(WorkflowContext context, String input) {
        var left =
                ChildOptions.DEFAULT
                        .withWorkflowId("left")
                        .withOnParentClose(ParentClosePolicy.REQUEST_CANCEL);
        context.startChild(WAITING, input, left);
        String done = context.callChild(CHILD, input);
        try {
            return context.callChild(CHILD, "broken");
        } catch (ChildFailedException failed) {
            return done + ", " + failed.failure().type();
        }
    }

    private static String saga(WorkflowContext context, String input) {
        var saga = context.saga();
        try {
            for (String step : List.of("a", "b", "broken", input)) {
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
        if (input.length() < 7) {
            throw context.continueAsNew(input + "+");
        }
        return input + context.awaitSignal(GO);
    }

    private static String local(WorkflowContext context, String input) {
        int sum = 0;
        for (int i = 0; i < 70; i++) {
            sum += context.callLocal("count", i, Integer.class, RetryPolicy.NONE, (n, _) -> n);
        }
        var twice = RetryPolicy.exponential(2, Duration.ofSeconds(1));
        String second =
                context.callLocal(
                        "second",
                        input,
                        String.class,
                        twice,
                        (value, attempt) -> {
                            if (attempt.number() == 1) {
                                throw ActivityException.transientFailure("first", "not yet");
                            }
                            return value;
                        });
        return context.call(DO, second + sum);
    }

    private static String values(WorkflowContext context, String input) {
        context.upsertAttributes(Map.of("stage", "one", "owner", input));
        context.upsertMemo(Map.of("note", "a memo"));
        context.addTags(Set.of("red", "green"));
        int version = context.version("rounding", 0, 3);
        String noted = context.sideEffect(String.class, () -> "noted once");
        String random = context.randomUuid() + "/" + context.random().nextInt(1_000);
        return context.call(DO, "%s %d %s".formatted(noted, version, random));
    }

    private static String updates(WorkflowContext context, String input) {
        int[] sum = {0};
        context.onUpdate(
                ADD,
                n -> {
                    if (n < 0) {
                        throw WorkflowException.of("negative", "only upwards");
                    }
                },
                n -> {
                    if (n == 13) {
                        throw WorkflowException.of("unlucky", "not that one");
                    }
                    context.call(DO, input);
                    return sum[0] += n;
                });
        context.await(() -> sum[0] >= 10);
        return "sum " + sum[0];
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

    private static String scopes(WorkflowContext context, String input) {
        var scope = context.newScope();
        context.async(() ->
                scope.call(() -> {
                    context.start(DO, "unwanted");
                    context.startChild(WAITING, input, ChildOptions.DEFAULT);
                    context.sleep(Duration.ofDays(30));
                    return "never";
                }));
        context.sleep(Duration.ZERO);
        scope.run(() -> context.start(DO, "too late"));
        scope.cancel("not needed");
        return context.call(DO, input);
    }

    private static String talks(WorkflowContext context, String input) {
        var other = new WorkflowId("other");
        context.signal(other, GO, input);
        context.requestCancel(other, "no longer needed");
        try {
            context.signal(new WorkflowId("nobody"), GO, input);
            return "somebody";
        } catch (WorkflowException nobody) {
            return nobody.failure().type();
        }
    }

    private static String branches(WorkflowContext context, String input) {
        Promise<String> one = context.async(() -> context.call(DO, input + 1));
        Promise<String> two = context.async(() -> context.call(DO, input + 2));
        String first = context.any(List.of(one, two));
        boolean late =
                context.race(context.timer(Duration.ofDays(1)), Duration.ofHours(1)).isEmpty();
        int done =
                context.parallelMap(List.of("x", "y", "z"), 2, 0, i -> context.call(DO, i)).size();
        boolean held = context.await(() -> false, Duration.ofMinutes(1));
        return "%s %b %d %b".formatted(first, late, done, held);
    }
}
