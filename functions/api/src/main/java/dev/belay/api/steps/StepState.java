package dev.belay.api.steps;

/// How a step stands. The order is the one in which people want to see them.
public enum StepState {
    FAILED,
    /// An attempt failed and the next one has not begun.
    RETRYING,
    RUNNING,
    CANCELLED,
    COMPLETED;

    boolean isOpen() {
        return this == RETRYING || this == RUNNING;
    }
}
