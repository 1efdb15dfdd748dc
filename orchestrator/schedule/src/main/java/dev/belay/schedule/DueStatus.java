package dev.belay.schedule;

/// What became of a due time.
public enum DueStatus {
    /// A run was started.
    FIRED,
    /// A run was started late, because nobody was there in time.
    CAUGHT_UP,
    /// Waits for the end of an open run; becomes [#FIRED] or [#CAUGHT_UP].
    BUFFERED,
    /// Left out: a run was still open.
    SKIPPED_OVERLAP,
    /// Left out: the schedule was paused.
    SKIPPED_PAUSED,
    /// Left out: too late when somebody was there.
    MISSED,
    /// The zone's clocks jump over it: due right after the jump instead.
    IN_DST_GAP
}
