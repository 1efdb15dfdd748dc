package dev.belay.local.bench;

import dev.belay.core.activity.ActivityOptions;
import dev.belay.core.activity.ActivityType;
import dev.belay.core.activity.RetryPolicy;
import dev.belay.core.workflow.Promise;
import dev.belay.core.workflow.WorkflowContext;
import dev.belay.core.workflow.WorkflowType;
import dev.belay.functions.support.ActivityRegistry;
import dev.belay.local.host.Catalog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Workflows that do nothing, durably.
final class Workflows {
    private Workflows() {}

    /// 200 bytes as JSON.
    private static final String RESULT = "x".repeat(198);

    static final ActivityType<Integer, String> NOOP =
            ActivityType.of("noop", Integer.class, String.class)
                    .with(
                            ActivityOptions.of(
                                    RetryPolicy.constant(10, Duration.ofMillis(100)),
                                    Duration.ofMinutes(1)));

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

    static Catalog catalog() {
        return new Catalog(
                List.of(SEQUENCE, FAN_OUT, SLEEP),
                ActivityRegistry.of(NOOP, (number, attempt) -> RESULT));
    }

    private static int sequence(WorkflowContext context, int activities) {
        for (int i = 0; i < activities; i++) {
            context.call(NOOP, i);
        }
        return activities;
    }

    private static int fanOut(WorkflowContext context, int activities) {
        var promises = new ArrayList<Promise<String>>(activities);
        for (int i = 0; i < activities; i++) {
            promises.add(context.start(NOOP, i));
        }
        return context.all(promises).size();
    }

    private static int sleep(WorkflowContext context, int millis) {
        context.sleep(Duration.ofMillis(millis));
        return millis;
    }
}
