package dev.belay.core.port;

import dev.belay.core.model.RunId;
import dev.belay.core.model.RunKey;
import dev.belay.core.model.WorkflowId;
import dev.belay.core.model.Workspace;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds runs without reading their histories.
public interface RunIndexReader {
    /// The newest run of a workflow id; never stale.
    Optional<RunId> current(Workspace workspace, WorkflowId workflowId);

    Optional<RunHead> head(RunKey run);

    /// Newest first. May be some seconds behind on AWS.
    Page<RunHead> list(RunQuery query);

    /// The open runs of all workspaces, oldest start first. May be some seconds behind on AWS. A
    /// page may be short, even empty, before the last. Costs nothing for runs that are closed.
    ///
    /// @param cursor where the page before this one ended; null for the first
    Page<RunHead> openRuns(int limit, @Nullable String cursor);
}
