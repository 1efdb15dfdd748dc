package dev.belay.chaos;

import dev.belay.core.activity.ActivityAttempt;
import dev.belay.core.activity.ActivityException;
import dev.belay.core.activity.ActivityOptions;
import dev.belay.core.activity.ActivityType;
import dev.belay.core.activity.RetryPolicy;
import dev.belay.core.workflow.ChildOptions;
import dev.belay.core.workflow.Promise;
import dev.belay.core.workflow.SignalType;
import dev.belay.core.workflow.Workflow;
import dev.belay.core.workflow.WorkflowContext;
import dev.belay.core.workflow.WorkflowException;
import dev.belay.core.workflow.WorkflowType;
import dev.belay.local.host.Catalog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/// Workflows of every shape whose results follow from their input alone, so that a stranger can
/// tell whether they are right.
final class Shapes {
    /// Signals that a run waits for, of each of two senders.
    static final int SIGNALS = 3;

    static final List<String> SENDERS = List.of("a", "b");

    private static final long WORK_NANOS = 5_000_000;
    private static final int GENERATIONS = 3;

    /// @param name differs within the run
    /// @param failures how many attempts fail before one succeeds
    record Call(String name, int value, int failures) {
        static Call of(String name, int value) {
            return new Call(name, value, 0);
        }
    }

    /// @param seen by the runs before
    record Relay(int number, int generation, String seen) {}

    /// More attempts than there are kills: each may lose one.
    private static final ActivityOptions OPTIONS =
            ActivityOptions.of(
                    RetryPolicy.exponential(20, Duration.ofMillis(20))
                            .withMaximumInterval(Duration.ofSeconds(1)),
                    Duration.ofSeconds(30));

    private static final ActivityType<Call, Integer> ADD =
            ActivityType.of("add", Call.class, Integer.class).with(OPTIONS);

    /// Each attempt begins once or not at all.
    private static final ActivityType<Call, Integer> ONCE =
            ActivityType.of("once", Call.class, Integer.class).with(OPTIONS.atMostOncePerAttempt());

    private static final ActivityType<Call, Integer> REFUSE =
            ActivityType.of("refuse", Call.class, Integer.class).with(OPTIONS);

    static final Set<String> NOTED = Set.of(ADD.name(), ONCE.name(), REFUSE.name());

    static final SignalType<String> WORD = SignalType.of("word", String.class);

    private static final WorkflowType<Integer, String> SEQUENCE =
            numbered("sequence", Shapes::sequence);

    private static final WorkflowType<Integer, String> RETRY = numbered("retry", Shapes::retry);

    private static final WorkflowType<Relay, String> RELAY =
            WorkflowType.of("relay", Relay.class, String.class, () -> Shapes::relay);

    /// Those that a load starts, by their number modulo their count.
    private static final List<WorkflowType<?, String>> STARTED =
            List.of(
                    SEQUENCE,
                    numbered("fan-out", Shapes::fanOut),
                    RETRY,
                    numbered("timer", Shapes::timer),
                    numbered("signals", Shapes::signals),
                    numbered("family", Shapes::family),
                    numbered("saga", Shapes::saga),
                    RELAY,
                    numbered("once", Shapes::once),
                    numbered("local", Shapes::local));

    private Shapes() {}

    private static WorkflowType<Integer, String> numbered(
            String name, Workflow<Integer, String> code) {
        return WorkflowType.of(name, Integer.class, String.class, () -> code);
    }

    static Catalog catalog(Notes notes, Interruption interruption) {
        return new Catalog(
                List.copyOf(STARTED),
                activities ->
                        activities
                                .add(
                                        ADD,
                                        (call, attempt) ->
                                                perform(call, attempt, notes, interruption))
                                .add(
                                        ONCE,
                                        (call, attempt) ->
                                                perform(call, attempt, notes, interruption))
                                .add(
                                        REFUSE,
                                        (call, attempt) -> {
                                            notes.effect(call.name(), attempt);
                                            throw ActivityException.permanent("refused", "never");
                                        }));
    }

    private static int perform(
            Call call, ActivityAttempt attempt, Notes notes, Interruption interruption) {
        interruption.reach(Interruption.Point.BEFORE_EFFECT);
        notes.effect(call.name(), attempt);
        // Work takes time, in which a host can die.
        LockSupport.parkNanos(WORK_NANOS * (1 + call.value() % 8));
        interruption.reach(Interruption.Point.AFTER_EFFECT);
        if (attempt.number() <= call.failures()) {
            throw ActivityException.transientFailure("flaky", "asked to fail");
        }
        return call.value() + 1;
    }

    static WorkflowType<?, String> of(int number) {
        return STARTED.get(number % STARTED.size());
    }

    static Object input(int number) {
        return of(number).equals(RELAY) ? new Relay(number, 0, "") : Integer.valueOf(number);
    }

    static boolean takesSignals(int number) {
        return of(number).name().equals("signals") || of(number).equals(RELAY);
    }

    /// What the run of a workflow must give back.
    static String expected(String workflow, int number) {
        return switch (workflow) {
            case "sequence" -> "sequence " + (number + 4);
            case "fan-out" -> "fan-out " + (10 * number + 45 + 10);
            case "retry" -> "retry " + (number + 1);
            case "timer" -> "timer " + (number + 2);
            case "signals" -> "signals a0 a1 a2 b0 b1 b2";
            case "family" ->
                    "family %s, %s, %s"
                            .formatted(
                                    expected("sequence", number),
                                    expected("sequence", number + 1),
                                    expected("retry", number));
            case "saga" -> "saga undone " + (number + 1);
            case "relay" -> "relay a0 a1 a2 b0 b1 b2";
            case "once" -> "once " + (number + 2);
            case "local" -> "local " + (number + 3);
            default -> throw new IllegalArgumentException("no shape " + workflow);
        };
    }

    private static String sequence(WorkflowContext context, int number) {
        int value = number;
        for (int i = 0; i < 4; i++) {
            value = context.call(ADD, Call.of("step-" + i, value));
        }
        return "sequence " + value;
    }

    private static String fanOut(WorkflowContext context, int number) {
        var promises = new ArrayList<Promise<Integer>>();
        for (int i = 0; i < 10; i++) {
            promises.add(context.start(ADD, Call.of("branch-" + i, number + i)));
        }
        return "fan-out " + context.all(promises).stream().mapToInt(value -> value).sum();
    }

    private static String retry(WorkflowContext context, int number) {
        return "retry " + context.call(ADD, new Call("flaky", number, 2));
    }

    private static String timer(WorkflowContext context, int number) {
        int value = context.call(ADD, Call.of("before", number));
        context.sleep(Duration.ofMillis(200L + number % 7 * 150L));
        return "timer " + context.call(ADD, Call.of("after", value));
    }

    /// The senders' words in the order of each sender, whatever the order between them.
    private static String signals(WorkflowContext context, int number) {
        String seen = words(context, SIGNALS * SENDERS.size(), "");
        context.call(ADD, Call.of("last", number));
        return "signals" + sorted(seen);
    }

    private static String words(WorkflowContext context, int count, String before) {
        var seen = new StringBuilder(before);
        for (int i = 0; i < count; i++) {
            seen.append(' ').append(context.awaitSignal(WORD));
        }
        return seen.toString();
    }

    private static String sorted(String seen) {
        var text = new StringBuilder();
        for (String sender : SENDERS) {
            for (String word : seen.strip().split(" ")) {
                if (word.startsWith(sender)) {
                    text.append(' ').append(word);
                }
            }
        }
        return text.toString();
    }

    /// Continues as new with signals on their way.
    private static String relay(WorkflowContext context, Relay relay) {
        String seen = words(context, 2, relay.seen());
        context.call(ADD, Call.of("turn", relay.number()));
        if (relay.generation() + 1 < GENERATIONS) {
            throw context.continueAsNew(new Relay(relay.number(), relay.generation() + 1, seen));
        }
        return "relay" + sorted(seen);
    }

    private static String family(WorkflowContext context, int number) {
        var first = context.startChild(SEQUENCE, number, ChildOptions.DEFAULT);
        var second = context.startChild(SEQUENCE, number + 1, ChildOptions.DEFAULT);
        String flaky = context.callChild(RETRY, number);
        return "family %s, %s, %s".formatted(first.get(), second.get(), flaky);
    }

    private static String saga(WorkflowContext context, int number) {
        var saga = context.saga();
        int value = saga.call(ADD, Call.of("do-1", number), ADD, made -> Call.of("undo-1", made));
        saga.call(ADD, Call.of("do-2", value), ADD, made -> Call.of("undo-2", made));
        try {
            context.call(REFUSE, Call.of("do-3", value));
            return "saga went through";
        } catch (WorkflowException refused) {
            saga.compensate();
            return "saga undone " + value;
        }
    }

    private static String once(WorkflowContext context, int number) {
        int value = context.call(ONCE, Call.of("first", number));
        return "once " + context.call(ONCE, Call.of("second", value));
    }

    private static String local(WorkflowContext context, int number) {
        int value = context.call(ADD, Call.of("remote", number));
        for (int i = 0; i < 2; i++) {
            int before = value;
            value = context.callLocal("increment", before, Integer.class, (in, _) -> in + 1);
        }
        return "local " + value;
    }
}
