package dev.belay.local.host;

import dev.belay.core.activity.ActivityAttempt;
import dev.belay.core.activity.ActivityException;
import dev.belay.core.activity.ActivityOptions;
import dev.belay.core.activity.ActivityType;
import dev.belay.core.activity.RetryPolicy;
import dev.belay.core.model.Lane;
import dev.belay.core.workflow.Promise;
import dev.belay.core.workflow.SignalType;
import dev.belay.core.workflow.WorkflowContext;
import dev.belay.core.workflow.WorkflowType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/// Workflows that use every kind of wait, and activities that a test can hold up.
final class Shop {
    private static final ActivityOptions QUICK =
            ActivityOptions.of(
                    RetryPolicy.constant(5, Duration.ofMillis(5)), Duration.ofSeconds(30));

    static final ActivityType<Integer, Integer> CHARGE =
            ActivityType.of("charge", Integer.class, Integer.class).with(QUICK);
    static final ActivityType<Integer, Integer> SHIP =
            ActivityType.of("ship", Integer.class, Integer.class).onQueue("warehouse").with(QUICK);
    static final ActivityType<Integer, Integer> HOLD =
            ActivityType.of("hold", Integer.class, Integer.class).with(QUICK);
    static final SignalType<String> PAID = SignalType.of("paid", String.class);

    static final WorkflowType<Integer, String> ORDER =
            WorkflowType.of("order", Integer.class, String.class, () -> Shop::order);
    static final WorkflowType<Integer, Integer> HOLDING =
            WorkflowType.of("holding", Integer.class, Integer.class, () -> Shop::holding);
    static final WorkflowType<Integer, Integer> FLOOD =
            WorkflowType.of("flood", Integer.class, Integer.class, () -> Shop::flood)
                    .lane(Lane.AUTOMATION);
    static final WorkflowType<Integer, Integer> STEPS =
            WorkflowType.of("steps", Integer.class, Integer.class, () -> Shop::steps);

    /// Attempts of [#CHARGE]; the first two of each run fail.
    final AtomicInteger charges = new AtomicInteger();

    /// Reached by each attempt of [#HOLD].
    final CountDownLatch held = new CountDownLatch(1);

    /// What attempts of [#HOLD] wait for.
    final CountDownLatch release = new CountDownLatch(1);

    Catalog catalog() {
        return new Catalog(
                List.of(ORDER, HOLDING, FLOOD, STEPS),
                activities ->
                        activities
                                .add(CHARGE, this::charge)
                                .add(SHIP, (number, attempt) -> number + 1)
                                .add(HOLD, this::hold));
    }

    private int charge(int amount, ActivityAttempt attempt) {
        charges.incrementAndGet();
        if (attempt.number() <= 2) {
            throw ActivityException.transientFailure("busy", "the gateway is busy");
        }
        return amount;
    }

    private int hold(int number, ActivityAttempt attempt) throws InterruptedException {
        held.countDown();
        release.await();
        return number;
    }

    private static String order(WorkflowContext context, int amount) {
        int charged = context.call(CHARGE, amount);
        context.sleep(Duration.ofMillis(20));
        String paid = context.awaitSignal(PAID);
        int shipped = context.call(SHIP, charged);
        return "%s %d".formatted(paid, shipped);
    }

    private static int holding(WorkflowContext context, int number) {
        return context.call(HOLD, number);
    }

    private static int flood(WorkflowContext context, int count) {
        var promises = new ArrayList<Promise<Integer>>();
        for (int i = 0; i < count; i++) {
            promises.add(context.start(HOLD, i));
        }
        return context.all(promises).size();
    }

    private static int steps(WorkflowContext context, int count) {
        int sum = 0;
        for (int i = 0; i < count; i++) {
            sum = context.call(SHIP, sum);
        }
        return sum;
    }
}
