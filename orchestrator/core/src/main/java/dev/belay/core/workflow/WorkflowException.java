package dev.belay.core.workflow;

import dev.belay.core.model.Failure;

/// What workflow code catches and throws. One that leaves the workflow fails the run with
/// [#failure].
public class WorkflowException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Failure failure;

    public WorkflowException(Failure failure) {
        super(failure.summary());
        this.failure = failure;
    }

    /// Fails the run: `type` is a stable name, `message` is for a person.
    public static WorkflowException of(String type, String message) {
        return new WorkflowException(Failure.application(type, message, false));
    }

    public Failure failure() {
        return failure;
    }

    /// The type of the failure, or of the failure that caused it.
    public boolean isCausedBy(String type) {
        for (Failure at = failure; at != null; at = at.cause()) {
            if (at.type().equals(type)) {
                return true;
            }
        }
        return false;
    }
}
