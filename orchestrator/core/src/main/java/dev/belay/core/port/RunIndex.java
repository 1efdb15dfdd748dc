package dev.belay.core.port;

import dev.belay.core.model.RunId;
import dev.belay.core.model.WorkflowId;
import dev.belay.core.model.Workspace;
import org.jspecify.annotations.Nullable;

/// Knows which run of a workflow id is the newest, and what each run looks like from outside.
public interface RunIndex extends RunIndexReader {
    /// Makes `next` the newest run of the workflow id if `expected` still is; null expects that
    /// there is none. Durable when it returns.
    ///
    /// @return false when another run is the newest; nothing changed then
    boolean point(Workspace workspace, WorkflowId workflowId, @Nullable RunId expected, RunId next);

    /// Keeps the head unless one with the same or a higher [RunHead#asOf] is kept already.
    void save(RunHead head);
}
