package dev.belay.functions.http;

import java.time.Duration;

/// Bounds all exchanges of one request together.
///
/// @param begun by [System#nanoTime]
record Deadline(long begun, Duration timeout) {
    static Deadline in(Duration timeout) {
        return new Deadline(System.nanoTime(), timeout);
    }

    /// Zero once it has passed.
    Duration left() {
        Duration left = timeout.minusNanos(System.nanoTime() - begun);
        return left.isNegative() ? Duration.ZERO : left;
    }
}
