package dev.belay.core.decider;

import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
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

    /// A decider that goes on from what [Decider#snapshot] gave.
    ///
    /// @throws dev.belay.core.error.BelayException `UNREADABLE_HISTORY` when this host cannot read
    ///   it; the history is replayed then
    default Decider restore(RunKey run, StartRequest request, Instant startedAt, byte[] snapshot) {
        throw new BelayException(
                ErrorCode.UNREADABLE_HISTORY,
                "run %s has a snapshot of %d bytes, but workflow '%s' goes on from none"
                        .formatted(run, snapshot.length, request.workflow()));
    }
}
