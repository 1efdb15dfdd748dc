package dev.belay.testkit.audit;

/// What a message finds of what it is about.
public enum Situation {
    /// The run has not begun.
    NO_HISTORY,
    /// The run is open, and waits for it or can take it.
    WAITED_FOR,
    /// The attempt that it is about is not the newest.
    PAST_ATTEMPT,
    /// It has ended, or was taken, and the run is open.
    ENDED,
    RUN_CLOSED
}
