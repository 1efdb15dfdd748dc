package dev.belay.local.host;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/// What becomes of a message that could not be handled: it comes again after a pause that doubles,
/// spread so that messages that failed together do not come together, until it is given up.
///
/// @param deliveriesMax deliveries after which a failure is final
public record Redelivery(int deliveriesMax, Duration pauseMin, Duration pauseMax) {
    public static final Redelivery DEFAULT =
            new Redelivery(20, Duration.ofMillis(50), Duration.ofSeconds(30));

    /// @param deliveries from 1
    Duration pauseAfter(int deliveries) {
        double doubled = (double) pauseMin.toNanos() * Math.pow(2, deliveries - 1.0);
        double whole = Math.min(doubled, (double) pauseMax.toNanos());
        return Duration.ofNanos(
                (long) (whole * (0.5 + ThreadLocalRandom.current().nextDouble() / 2)));
    }

    boolean isFinal(int deliveries) {
        return deliveries >= deliveriesMax;
    }
}
