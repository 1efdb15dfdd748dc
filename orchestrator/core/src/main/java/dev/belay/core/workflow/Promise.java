package dev.belay.core.workflow;

/// A result that the workflow can wait for.
public interface Promise<T> {
    /// Waits for the result.
    ///
    /// @throws WorkflowException what the work failed with
    T get();

    boolean isDone();

    /// Whether it ended with a result; false while it is open.
    boolean isCompleted();
}
