package dev.belay.core.workflow;

import dev.belay.core.model.Failure;

/// An activity failed for good: its retry policy allowed no further attempt.
public final class ActivityFailedException extends WorkflowException {
    private static final long serialVersionUID = 1L;

    private final String activity;

    public ActivityFailedException(String activity, Failure failure) {
        super(failure);
        this.activity = activity;
    }

    public String activity() {
        return activity;
    }
}
