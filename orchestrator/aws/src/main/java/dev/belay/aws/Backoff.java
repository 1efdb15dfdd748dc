package dev.belay.aws;

import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/// Pauses between rounds of what a service took only in part.
final class Backoff {
    static final int ROUNDS_MAX = 6;

    private static final long FIRST_MILLIS = 50;

    private Backoff() {}

    /// Nothing before the first round, then up to twice as long each time.
    static void pauseBefore(int round) {
        if (round > 0) {
            long millisMax = FIRST_MILLIS << round;
            long millis = ThreadLocalRandom.current().nextLong(millisMax / 2, millisMax);
            try {
                Thread.sleep(Duration.ofMillis(millis));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new BelayException(
                        ErrorCode.STORE_UNAVAILABLE,
                        "interrupted while waiting for a service that asked to slow down",
                        e);
            }
        }
    }
}
