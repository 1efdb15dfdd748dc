package dev.belay.schedule;

/// What happens to a due time that comes while a run of the schedule is still open.
public enum Overlap {
    /// It is left out.
    SKIP,
    /// One waits for the end of the open run; further ones are left out.
    BUFFER_ONE,
    /// All wait, in order, up to [SchedulePolicy#bufferMax].
    BUFFER_ALL,
    /// The open run is asked to cancel; one waits for its end, further ones are left out.
    CANCEL_OTHER,
    /// As [#CANCEL_OTHER], by force.
    TERMINATE_OTHER,
    /// Runs side by side.
    ALLOW_ALL
}
