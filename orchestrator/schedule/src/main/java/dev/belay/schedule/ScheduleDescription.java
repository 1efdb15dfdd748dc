package dev.belay.schedule;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A schedule as one looks at it.
///
/// @param version of the definition, for updates that must not overwrite each other
/// @param open workflow ids of the runs that are open
/// @param next the next times at which it is due, jitter aside, as if it were not paused
/// @param ledger the last due times, oldest first
public record ScheduleDescription(
        String id,
        long version,
        ScheduleDefinition definition,
        boolean paused,
        @Nullable String pauseReason,
        List<String> open,
        int buffered,
        Counts counts,
        List<Instant> next,
        List<LedgerEntry> ledger) {
    public static final int NEXT_MAX = 10;
}
