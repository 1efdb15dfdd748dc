package dev.belay.embedded;

import java.time.Instant;
import java.time.InstantSource;

/// Times as nanoseconds since 1970: exact, cheap to compare, and enough until the year 2262.
final class EpochNanos {
    private static final long PER_SECOND = 1_000_000_000;

    private EpochNanos() {}

    static long now(InstantSource clock) {
        return of(clock.instant());
    }

    /// The nearest there is for a time that does not fit.
    static long of(Instant time) {
        long seconds = time.getEpochSecond();
        if (Math.abs(seconds) >= Long.MAX_VALUE / PER_SECOND) {
            return seconds < 0 ? -Long.MAX_VALUE : Long.MAX_VALUE - 1;
        }
        return seconds * PER_SECOND + time.getNano();
    }

    static Instant instant(long nanos) {
        return Instant.ofEpochSecond(
                Math.floorDiv(nanos, PER_SECOND), Math.floorMod(nanos, PER_SECOND));
    }
}
