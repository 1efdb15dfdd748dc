package dev.belay.schedule;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All that a schedule remembers: what its run is started with, and continues as new with.
///
/// @param version counts the definitions, from 1
/// @param handledTo every due time up to here is in the ledger; null is the begin of the run
/// @param lastEnd when the last run ended
/// @param numbered triggers and backfills so far: their runs are named by it
public record ScheduleState(
        String id,
        long version,
        ScheduleDefinition definition,
        boolean paused,
        @Nullable String pauseReason,
        @Nullable Instant handledTo,
        @Nullable Instant lastEnd,
        long numbered,
        Counts counts,
        List<Waiting> buffer,
        List<LedgerEntry> ledger) {
    public static ScheduleState fresh(String id, ScheduleDefinition definition, boolean paused) {
        return new ScheduleState(
                id,
                1,
                definition,
                paused,
                paused ? "paused when it was made" : null,
                null,
                null,
                0,
                Counts.NONE,
                List.of(),
                List.of());
    }
}
