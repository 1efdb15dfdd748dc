package dev.belay.lambda;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/// How long a message waits that could not be handled: a second or so at first, since most often a
/// race was lost; ten minutes at last, so that an outage of hours turns nothing into a dead letter.
final class Pauses {
    static final Duration MAX = Duration.ofMinutes(10);

    private Pauses() {}

    /// Between the half and the whole of what doubles each time, so that those who failed together
    /// do not come back together.
    ///
    /// @param receiveCount from 1
    static Duration after(int receiveCount) {
        long seconds = 1L << Math.clamp(receiveCount, 1, 20);
        long millis = Math.min(seconds * 1_000, MAX.toMillis());
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(millis / 2, millis + 1));
    }
}
