package dev.belay.flow.decider;

/// Whom the end of an open command concerns.
///
/// @param frame 0 is the flow itself
/// @param slot which of the frame's parts, where it has several
record Wait(int frame, int slot, What what) {
    enum What {
        CALL,
        TIMER,
        CHILD,
        /// The time limit of a task, or of the flow.
        TIMEOUT,
        /// The time limit of one attempt of a `try`.
        ATTEMPT
    }
}
