package dev.belay.testkit.engine;

import dev.belay.core.activity.RetryPolicy;
import dev.belay.core.workflow.CancelledException;
import dev.belay.core.workflow.ChildOptions;
import dev.belay.core.workflow.SignalType;
import dev.belay.core.workflow.Workflow;
import dev.belay.core.workflow.WorkflowContext;
import dev.belay.core.workflow.WorkflowException;
import dev.belay.core.workflow.WorkflowType;
import dev.belay.testkit.TestEnvironment;
import dev.belay.testkit.TestRun;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;

/// Small workflows that together use everything a run can do; faults are tried on each.
final class ReferenceWorkflows {
    static final SignalType<String> GO = SignalType.of("go", String.class);
    static final SignalType<String> NEVER = SignalType.of("never", String.class);

    /// @param stimulus what somebody outside does once the run has begun
    record Scenario(
            String name,
            Workflow<String, String> code,
            BiConsumer<TestEnvironment, TestRun<String>> stimulus) {
        @Override
        public String toString() {
            return name;
        }
    }

    private ReferenceWorkflows() {}

    static final WorkflowType<String, String> CHILD =
            type("child", (context, input) -> context.call(Work.DO, input));

    static final WorkflowType<String, String> WAITING_CHILD =
            type("waiting-child", (context, _) -> context.awaitSignal(NEVER));

    static WorkflowType<String, String> type(String name, Workflow<String, String> code) {
        return WorkflowType.of(name, String.class, String.class, () -> code);
    }

    static List<Scenario> all() {
        return List.of(
                scenario("sequence", ReferenceWorkflows::sequence),
                scenario("fan-out", ReferenceWorkflows::fanOut),
                scenario("retry", (context, _) -> context.call(Work.DO, "flaky")),
                scenario("timer", ReferenceWorkflows::timer),
                scenario("long timer", ReferenceWorkflows::longTimer),
                new Scenario(
                        "signal race", ReferenceWorkflows::signalRace, signalling("one", "two")),
                scenario("child", (context, input) -> context.callChild(CHILD, input) + "!"),
                scenario("abandoned by its end", ReferenceWorkflows::closesWithOpenChild),
                scenario("saga", ReferenceWorkflows::saga),
                scenario("continue as new", ReferenceWorkflows::continued),
                scenario("local activities", ReferenceWorkflows::local),
                scenario("a decision too large for one batch", ReferenceWorkflows::large),
                new Scenario(
                        "cancelled while sleeping",
                        ReferenceWorkflows::cleansUp,
                        ReferenceWorkflows::cancel),
                new Scenario(
                        "cancelled with a child",
                        ReferenceWorkflows::cancelsChild,
                        ReferenceWorkflows::cancel),
                new Scenario(
                        "terminated",
                        (context, _) -> context.awaitSignal(NEVER),
                        ReferenceWorkflows::terminate));
    }

    private static Scenario scenario(String name, Workflow<String, String> code) {
        return new Scenario(name, code, (_, _) -> {});
    }

    private static BiConsumer<TestEnvironment, TestRun<String>> signalling(String... contents) {
        return (_, run) -> {
            for (String content : contents) {
                run.signal(GO, content);
            }
        };
    }

    private static void cancel(TestEnvironment belay, TestRun<String> run) {
        // Long enough for whatever was lost to have come again.
        belay.skipTime(Duration.ofMinutes(5));
        belay.client().cancel(run.key(), "asked to");
    }

    private static void terminate(TestEnvironment belay, TestRun<String> run) {
        // Long enough for whatever was lost to have come again.
        belay.skipTime(Duration.ofMinutes(5));
        belay.client().terminate(run.key(), "asked to");
    }

    private static String sequence(WorkflowContext context, String input) {
        String a = context.call(Work.DO, input);
        String b = context.call(Work.DO, a);
        return context.call(Work.DO, b);
    }

    private static String fanOut(WorkflowContext context, String input) {
        var promises =
                IntStream.range(0, 5).mapToObj(i -> context.start(Work.DO, input + i)).toList();
        return String.join(",", context.all(promises));
    }

    private static String timer(WorkflowContext context, String input) {
        context.sleep(Duration.ofSeconds(5));
        return context.call(Work.DO, input);
    }

    private static String longTimer(WorkflowContext context, String input) {
        context.sleep(Duration.ofDays(3));
        return context.call(Work.DO, input);
    }

    private static String signalRace(WorkflowContext context, String input) {
        var seen = new ArrayList<String>();
        seen.add(context.awaitSignal(GO));
        seen.add(context.awaitSignal(GO, Duration.ofDays(1)).orElse("none"));
        seen.add(context.awaitSignal(GO, Duration.ofSeconds(30)).orElse("none"));
        seen.add(context.call(Work.DO, input));
        return String.join(",", seen);
    }

    private static String closesWithOpenChild(WorkflowContext context, String input) {
        context.startChild(WAITING_CHILD, input, ChildOptions.DEFAULT.withWorkflowId("left"));
        return context.call(Work.DO, input);
    }

    private static String saga(WorkflowContext context, String input) {
        var saga = context.saga();
        try {
            for (String step : List.of("a", "b", "broken", "d")) {
                saga.call(Work.DO, step, Work.UNDO, done -> done);
            }
            return "all";
        } catch (WorkflowException failed) {
            saga.compensate();
            throw failed;
        }
    }

    private static String continued(WorkflowContext context, String input) {
        context.call(Work.DO, input);
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
        return context.call(Work.DO, "sum " + sum);
    }

    private static String large(WorkflowContext context, String input) {
        var promises =
                IntStream.range(0, 24)
                        .mapToObj(i -> context.start(Work.DO, input + i + "x".repeat(30_000)))
                        .toList();
        return "%d done".formatted(context.all(promises).size());
    }

    private static String cleansUp(WorkflowContext context, String input) {
        context.call(Work.DO, input);
        try {
            context.sleep(Duration.ofDays(1));
            return "slept";
        } catch (CancelledException cancelled) {
            context.uncancellable(() -> context.call(Work.UNDO, input));
            throw cancelled;
        }
    }

    private static String cancelsChild(WorkflowContext context, String input) {
        return context.callChild(WAITING_CHILD, input);
    }
}
