package dev.belay.core.replay;

import dev.belay.core.decider.Decider;
import dev.belay.core.decider.Deciders;
import dev.belay.core.decider.Payloads;
import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.message.StartRequest;
import dev.belay.core.model.Lane;
import dev.belay.core.model.RunKey;
import dev.belay.core.model.Workspace;
import dev.belay.core.workflow.WorkflowType;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/// The code workflows of this host, by name and version.
public final class WorkflowRegistry implements Deciders {
    private final Map<String, NavigableMap<Integer, WorkflowType<?, ?>>> types = new HashMap<>();
    private final Payloads payloads;

    /// @throws BelayException `INVALID_OPTIONS` when two types share a name and a version
    public WorkflowRegistry(Collection<? extends WorkflowType<?, ?>> types, Payloads payloads) {
        this.payloads = payloads;
        for (WorkflowType<?, ?> type : types) {
            var versions = this.types.computeIfAbsent(type.name(), _ -> new TreeMap<>());
            if (versions.putIfAbsent(type.version(), type) != null) {
                throw new BelayException(
                        ErrorCode.INVALID_OPTIONS,
                        "workflow '%s' version %d is registered twice; give one of them another version"
                                .formatted(type.name(), type.version()));
            }
        }
    }

    /// The registered types: every version of every name.
    public Collection<WorkflowType<?, ?>> all() {
        return types.values().stream().flatMap(versions -> versions.values().stream()).toList();
    }

    @Override
    public int newestVersion(Workspace workspace, String workflow) {
        return versions(workflow).lastKey();
    }

    @Override
    public Lane lane(Workspace workspace, String workflow) {
        return versions(workflow).lastEntry().getValue().lane();
    }

    @Override
    public Decider open(RunKey run, StartRequest request, Instant startedAt) {
        var versions = versions(request.workflow());
        // A run that began where nobody knew its workflow has chosen no version: it takes the
        // lowest,
        // which stays the same when more are added.
        WorkflowType<?, ?> type =
                request.version() == 0
                        ? versions.firstEntry().getValue()
                        : versions.get(request.version());
        if (type == null) {
            throw new BelayException(
                    ErrorCode.UNKNOWN_WORKFLOW,
                    "run %s is on version %d of workflow '%s', this build has %s; deploy a build that still has it"
                            .formatted(
                                    run, request.version(), request.workflow(), versions.keySet()));
        }
        return new CodeDecider<>(run, request, startedAt, type, payloads);
    }

    private NavigableMap<Integer, WorkflowType<?, ?>> versions(String workflow) {
        var versions = types.get(workflow);
        if (versions == null) {
            throw new BelayException(
                    ErrorCode.UNKNOWN_WORKFLOW,
                    "no workflow '%s' is registered here; known are %s"
                            .formatted(workflow, new TreeMap<>(types).keySet()));
        }
        return versions;
    }
}
