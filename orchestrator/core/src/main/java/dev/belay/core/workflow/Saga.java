package dev.belay.core.workflow;

import dev.belay.core.activity.ActivityType;
import java.util.function.Function;

/// Remembers how to undo what was done, and undoes it in reverse order.
///
/// It is as durable as the workflow: what it calls are activities like any other.
///
/// ```java
/// var saga = context.saga();
/// try {
///     var project = saga.call(CREATE_PROJECT, name, DELETE_PROJECT, Project::id);
///     …
/// } catch (WorkflowException failed) {
///     saga.compensate();
///     throw failed;
/// }
/// ```
public interface Saga {
    /// Calls an activity; when it completed, remembers to call `undo` with what `undoInput` makes
    /// of the result.
    <I, O, U, V> O call(
            ActivityType<I, O> activity,
            I input,
            ActivityType<U, V> undo,
            Function<O, U> undoInput);

    /// Remembers `compensation`. Added before the work itself, it also covers work that took effect
    /// and did not say so; it must then bear that there is nothing to undo.
    void onCompensate(Runnable compensation);

    /// Undoes everything remembered, last first, each once, even if the run is being cancelled. One
    /// that fails does not keep the others from running.
    ///
    /// @throws WorkflowException `compensation-failed`, naming how many failed, the first as its
    ///   cause
    void compensate();
}
