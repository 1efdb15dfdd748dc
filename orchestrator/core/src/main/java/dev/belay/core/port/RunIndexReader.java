package dev.belay.core.port;

import dev.belay.core.model.RunId;
import dev.belay.core.model.RunKey;
import dev.belay.core.model.WorkflowId;
import dev.belay.core.model.Workspace;
import java.util.Optional;

/// Finds runs without reading their histories.
public interface RunIndexReader {
    /// The newest run of a workflow id; never stale.
    Optional<RunId> current(Workspace workspace, WorkflowId workflowId);

    Optional<RunHead> head(RunKey run);

    /// Newest first. May be some seconds behind on AWS.
    Page<RunHead> list(RunQuery query);
}
