package dev.belay.core.workflow;

import dev.belay.core.model.Failure;

/// The run, or the scope that the code runs in, was cancelled. Clean up inside
/// [WorkflowContext#uncancellable].
public final class CancelledException extends WorkflowException {
    private static final long serialVersionUID = 1L;

    public CancelledException(String reason) {
        super(Failure.cancelled(reason));
    }
}
