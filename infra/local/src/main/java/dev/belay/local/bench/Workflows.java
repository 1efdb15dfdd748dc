package dev.belay.local.bench;

import dev.belay.core.activity.ActivityOptions;
import dev.belay.core.activity.ActivityType;
import dev.belay.core.activity.RetryPolicy;
import dev.belay.core.model.Lane;
import dev.belay.core.workflow.Promise;
import dev.belay.core.workflow.SignalType;
import dev.belay.core.workflow.WorkflowContext;
import dev.belay.core.workflow.WorkflowType;
import dev.belay.local.host.Catalog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;

/// Workflows that do nothing, durably.
final class Workflows {
    private Workflows() {}

    /// What an activity gives back: 200 bytes as JSON, of which 64 are as good as random, so that
    /// no store can compress them away.
    record Receipt(String order, String status, String warehouse, String note, String token) {
        private static final int BYTES = 200;
        private static final Receipt EMPTY =
                new Receipt("order-00000000", "RESERVED", "north-3", "", "0".repeat(64));
        private static final String NOTE =
                "Two parcels; the second follows when the supplier has delivered it.";

        static Receipt of(String key) {
            var random = new SplittableRandom(key.hashCode());
            var token = new StringBuilder(64);
            while (token.length() < 64) {
                token.append(HexFormat.of().toHexDigits(random.nextLong()));
            }
            String order = "order-" + HexFormat.of().toHexDigits(key.hashCode());
            String note = NOTE.substring(0, BYTES - EMPTY.jsonBytes());
            return new Receipt(order, "RESERVED", "north-3", note, token.toString());
        }

        /// Five names and five texts, with what JSON puts around them.
        private int jsonBytes() {
            int names = "order".length() + "status".length() + "warehouse".length();
            names += "note".length() + "token".length();
            int texts = order.length() + status.length() + warehouse.length();
            texts += note.length() + token.length();
            return 2 + names + texts + 5 * 5 + 4;
        }
    }

    static final int CALL_MILLIS = 20;

    private static final ActivityOptions OPTIONS =
            ActivityOptions.of(
                    RetryPolicy.constant(10, Duration.ofMillis(100)), Duration.ofMinutes(1));

    static final ActivityType<Integer, Receipt> NOOP =
            ActivityType.of("noop", Integer.class, Receipt.class).with(OPTIONS);

    static final ActivityType<Integer, Receipt> LAST =
            ActivityType.of("last", Integer.class, Receipt.class).with(OPTIONS);

    /// Waits as for a service's answer.
    static final ActivityType<Integer, Receipt> CALL =
            ActivityType.of("call", Integer.class, Receipt.class).with(OPTIONS);

    static final SignalType<Integer> GO_ON = SignalType.of("go-on", Integer.class);

    /// One activity after another.
    static final WorkflowType<Integer, Integer> SEQUENCE =
            WorkflowType.of(
                    "bench-sequence", Integer.class, Integer.class, () -> Workflows::sequence);

    /// All activities at once, then the join.
    static final WorkflowType<Integer, Integer> FAN_OUT =
            WorkflowType.of("bench-fan-out", Integer.class, Integer.class, () -> Workflows::fanOut);

    /// Sleeps so many milliseconds.
    static final WorkflowType<Integer, Integer> SLEEP =
            WorkflowType.of("bench-sleep", Integer.class, Integer.class, () -> Workflows::sleep);

    /// A sequence, a signal to wait for, and one more activity.
    static final WorkflowType<Integer, Integer> RESUME =
            WorkflowType.of("bench-resume", Integer.class, Integer.class, () -> Workflows::resume);

    /// Calls of services, one after another, in the lane for bursts.
    static final WorkflowType<Integer, Integer> CALLS =
            WorkflowType.of("bench-calls", Integer.class, Integer.class, () -> Workflows::calls)
                    .lane(Lane.AUTOMATION);

    static Catalog catalog() {
        return catalog(() -> {});
    }

    /// @param last called by the activity [#LAST]
    static Catalog catalog(Runnable last) {
        return new Catalog(
                List.of(SEQUENCE, FAN_OUT, SLEEP, RESUME, CALLS),
                activities ->
                        activities
                                .add(
                                        NOOP,
                                        (number, attempt) -> Receipt.of(attempt.idempotencyKey()))
                                .add(
                                        CALL,
                                        (millis, attempt) -> {
                                            Thread.sleep(millis);
                                            return Receipt.of(attempt.idempotencyKey());
                                        })
                                .add(
                                        BenchFlows.ACTION,
                                        (with, attempt) -> Receipt.of(attempt.idempotencyKey()))
                                .add(
                                        LAST,
                                        (number, attempt) -> {
                                            last.run();
                                            return Receipt.of(attempt.idempotencyKey());
                                        }));
    }

    private static int sequence(WorkflowContext context, int activities) {
        for (int i = 0; i < activities; i++) {
            context.call(NOOP, i);
        }
        return activities;
    }

    private static int calls(WorkflowContext context, int calls) {
        for (int i = 0; i < calls; i++) {
            context.call(CALL, CALL_MILLIS);
        }
        return calls;
    }

    private static int fanOut(WorkflowContext context, int activities) {
        var promises = new ArrayList<Promise<Receipt>>(activities);
        for (int i = 0; i < activities; i++) {
            promises.add(context.start(NOOP, i));
        }
        return context.all(promises).size();
    }

    private static int sleep(WorkflowContext context, int millis) {
        context.sleep(Duration.ofMillis(millis));
        return millis;
    }

    private static int resume(WorkflowContext context, int activities) {
        sequence(context, activities);
        context.awaitSignal(GO_ON);
        context.call(LAST, activities);
        return activities;
    }
}
