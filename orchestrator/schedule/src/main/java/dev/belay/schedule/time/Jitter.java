package dev.belay.schedule.time;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Spreads runs that are due at the same time: always the same for a schedule and a due time.
public final class Jitter {
    private Jitter() {}

    /// When what is due at `due` is to begin: up to `jitter` later, and never after what is due
    /// next, so that the order stays.
    public static Instant apply(
            String schedule, Instant due, @Nullable Instant next, @Nullable Duration jitter) {
        if (jitter == null || jitter.isZero()) {
            return due;
        }
        long most = jitter.toMillis();
        if (next != null) {
            most = Math.min(most, Duration.between(due, next).toMillis());
        }
        return most <= 0 ? due : due.plusMillis(hash(schedule + "@" + due) % most);
    }

    /// FNV-1a with a final mix: not negative.
    private static long hash(String text) {
        long hash = 0xcbf29ce484222325L;
        for (byte one : text.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (one & 0xFF)) * 0x100000001b3L;
        }
        hash ^= hash >>> 33;
        hash *= 0xff51afd7ed558ccdL;
        hash ^= hash >>> 33;
        return hash & Long.MAX_VALUE;
    }
}
