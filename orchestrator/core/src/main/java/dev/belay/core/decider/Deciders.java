package dev.belay.core.decider;

import dev.belay.core.message.StartRequest;
import dev.belay.core.model.Lane;
import dev.belay.core.model.RunKey;
import dev.belay.core.model.Workspace;
import java.time.Instant;

/// Knows the workflows of this host: those of its code, and what a workspace has published.
public interface Deciders {
    /// The highest version of a workflow.
    ///
    /// @throws dev.belay.core.error.BelayException `UNKNOWN_WORKFLOW`, naming those that are known
    int newestVersion(Workspace workspace, String workflow);

    /// The lane that a workflow names for itself.
    ///
    /// @throws dev.belay.core.error.BelayException `UNKNOWN_WORKFLOW`
    Lane lane(Workspace workspace, String workflow);

    /// A decider for a run that has decided nothing yet.
    ///
    /// @throws dev.belay.core.error.BelayException `UNKNOWN_WORKFLOW` when this host lacks the
    ///   workflow or the version
    Decider open(RunKey run, StartRequest request, Instant startedAt);
}
