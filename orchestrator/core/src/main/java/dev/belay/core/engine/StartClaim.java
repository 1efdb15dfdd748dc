package dev.belay.core.engine;

import dev.belay.core.message.StartRequest;
import dev.belay.core.message.StartRequest.ReusePolicy;
import dev.belay.core.model.RunId;
import dev.belay.core.model.RunKey;
import dev.belay.core.model.RunStatus;
import dev.belay.core.model.Workspace;
import dev.belay.core.port.RunIndex;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Makes a run the newest of its workflow id, if the policies of the request allow it.
///
/// The caller who starts a run and the orchestrator that begins it both do this, in any order: each
/// repeats safely what the other did.
public final class StartClaim {
    private final RunIndex index;

    public StartClaim(RunIndex index) {
        this.index = index;
    }

    public sealed interface Result {
        /// The run is the newest of its workflow id.
        record Claimed() implements Result {}

        /// Another run is, and the policies keep it.
        record Refused(RunId existing, boolean open) implements Result {}
    }

    /// What stands in the way, without changing anything.
    public Optional<Result.Refused> look(RunKey run, StartRequest request) {
        RunId current = index.current(run.workspace(), request.workflowId()).orElse(null);
        return Optional.ofNullable(obstacle(run, request, current));
    }

    public Result claim(RunKey run, StartRequest request) {
        Workspace workspace = run.workspace();
        while (true) {
            RunId current = index.current(workspace, request.workflowId()).orElse(null);
            if (run.runId().equals(current)) {
                return new Result.Claimed();
            }
            Result.Refused refused = obstacle(run, request, current);
            if (refused != null) {
                return refused;
            }
            if (index.point(workspace, request.workflowId(), current, run.runId())) {
                return new Result.Claimed();
            }
        }
    }

    private Result.@Nullable Refused obstacle(
            RunKey run, StartRequest request, @Nullable RunId current) {
        if (current == null
                || current.equals(run.runId())
                || current.equals(request.continuedFrom())) {
            return null;
        }
        RunStatus status =
                index.head(new RunKey(run.workspace(), current))
                        .map(head -> head.status())
                        .orElse(RunStatus.SCHEDULED);
        if (!status.isClosed() || status == RunStatus.CONTINUED_AS_NEW) {
            return new Result.Refused(current, true);
        }
        boolean reusable =
                request.reuse() == ReusePolicy.ALLOW
                        || (request.reuse() == ReusePolicy.ALLOW_AFTER_FAILURE
                                && status != RunStatus.COMPLETED);
        return reusable ? null : new Result.Refused(current, false);
    }
}
