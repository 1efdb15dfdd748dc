package dev.belay.schedule.time;

import java.time.Instant;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/// A time at which something is due.
///
/// @param inGap the local time that was meant, where the zone's clocks jump over it; null where the
///   clocks show it
public record DueTime(Instant at, @Nullable LocalDateTime inGap) {
    public static DueTime of(Instant time) {
        return new DueTime(time, null);
    }
}
