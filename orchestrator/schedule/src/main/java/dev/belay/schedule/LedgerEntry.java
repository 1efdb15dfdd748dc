package dev.belay.schedule;

import java.time.Instant;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/// One due time and what became of it; for those that were left out in bulk, several in a row.
///
/// @param until the last of `count` due times in a row; null where it is one
/// @param inGap the local time that was meant, where the zone's clocks jump over it
/// @param workflowId of the run that was started
/// @param ended how that run ended; null while it is open
public record LedgerEntry(
        Instant due,
        @Nullable Instant until,
        long count,
        Cause cause,
        DueStatus status,
        @Nullable LocalDateTime inGap,
        @Nullable String workflowId,
        @Nullable Instant startedAt,
        @Nullable Ending ended,
        @Nullable Instant endedAt,
        @Nullable String note) {
    /// Why something was due.
    public enum Cause {
        TIME,
        TRIGGER,
        BACKFILL
    }

    /// How a run ended.
    public enum Ending {
        COMPLETED,
        FAILED,
        CANCELLED,
        TERMINATED,
        TIMED_OUT,
        /// The history was cut while the run was open; the run itself tells.
        NOT_FOLLOWED
    }

    static LedgerEntry of(Instant due, Cause cause, DueStatus status, @Nullable String note) {
        return new LedgerEntry(due, null, 1, cause, status, null, null, null, null, null, note);
    }

    static LedgerEntry gap(Instant movedTo, LocalDateTime meant) {
        return new LedgerEntry(
                movedTo,
                null,
                1,
                Cause.TIME,
                DueStatus.IN_DST_GAP,
                meant,
                null,
                null,
                null,
                null,
                "moved to " + movedTo);
    }

    static LedgerEntry several(Instant first, Instant last, long count, DueStatus status) {
        return new LedgerEntry(
                first,
                count == 1 ? null : last,
                count,
                Cause.TIME,
                status,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    LedgerEntry started(DueStatus as, String id, Instant at) {
        return new LedgerEntry(due, until, count, cause, as, inGap, id, at, null, null, null);
    }

    LedgerEntry ended(Ending how, @Nullable Instant at, @Nullable String why) {
        return new LedgerEntry(
                due, until, count, cause, status, inGap, workflowId, startedAt, how, at, why);
    }

    LedgerEntry with(DueStatus other, @Nullable String why) {
        return new LedgerEntry(
                due, until, count, cause, other, inGap, workflowId, startedAt, ended, endedAt, why);
    }
}
