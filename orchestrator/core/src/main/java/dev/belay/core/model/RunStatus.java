package dev.belay.core.model;

/// Where a run stands, as lists show it.
public enum RunStatus {
    /// Not begun: its start delay has not passed.
    SCHEDULED,
    RUNNING,
    /// Open, but the code at hand cannot continue it; a fixed build will.
    BLOCKED,
    COMPLETED,
    FAILED,
    CANCELLED,
    TERMINATED,
    TIMED_OUT,
    /// Closed, and continued as a new run of the same workflow id.
    CONTINUED_AS_NEW;

    public boolean isClosed() {
        return switch (this) {
            case SCHEDULED, RUNNING, BLOCKED -> false;
            case COMPLETED, FAILED, CANCELLED, TERMINATED, TIMED_OUT, CONTINUED_AS_NEW -> true;
        };
    }
}
