package dev.belay.core.workflow;

import dev.belay.core.model.Failure;

/// A child run did not complete: it failed, was cancelled, terminated or timed out, or never
/// started.
public final class ChildFailedException extends WorkflowException {
    private static final long serialVersionUID = 1L;

    private final String workflow;

    public ChildFailedException(String workflow, Failure failure) {
        super(failure);
        this.workflow = workflow;
    }

    public String workflow() {
        return workflow;
    }
}
