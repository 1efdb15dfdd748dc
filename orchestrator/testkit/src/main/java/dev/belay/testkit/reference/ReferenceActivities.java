package dev.belay.testkit.reference;

import dev.belay.core.activity.ActivityAttempt;
import dev.belay.core.activity.ActivityException;
import dev.belay.core.activity.ActivityOptions;
import dev.belay.core.activity.ActivityType;
import dev.belay.core.activity.RetryPolicy;
import java.time.Duration;

/// What the reference workflows call. How an attempt ends depends on its input and number alone.
public final class ReferenceActivities {
    public static final ActivityType<String, String> DO =
            ActivityType.of("do", String.class, String.class)
                    .with(
                            ActivityOptions.of(
                                    RetryPolicy.exponential(4, Duration.ofSeconds(1)),
                                    Duration.ofMinutes(1)));

    public static final ActivityType<String, String> UNDO =
            ActivityType.of("undo", String.class, String.class);

    /// Never begun twice.
    public static final ActivityType<String, String> PAY =
            ActivityType.of("pay", String.class, String.class)
                    .with(
                            ActivityOptions.of(RetryPolicy.NONE, Duration.ofMinutes(1))
                                    .atMostOncePerAttempt());

    private ReferenceActivities() {}

    /// `flaky…` fails at the first attempt, `broken…` at each.
    public static String perform(String input, ActivityAttempt attempt) {
        if (input.startsWith("broken")) {
            throw ActivityException.permanent("broken", input + " is broken");
        }
        if (input.startsWith("flaky") && attempt.number() == 1) {
            throw ActivityException.transientFailure("flaky", input + " failed");
        }
        return "done " + input;
    }
}
