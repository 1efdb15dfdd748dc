package dev.belay.core.port;

import dev.belay.core.model.Lane;
import dev.belay.core.model.RunId;
import dev.belay.core.model.RunKey;
import dev.belay.core.model.RunStatus;
import dev.belay.core.model.WorkflowId;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What lists and dashboards show of a run without reading its history.
///
/// @param asOf the batch that it was made from: an older head never overwrites a newer one
/// @param reason why the run is blocked, failed, or was cancelled; null where there is none
/// @param parent the run that started this one
/// @param next the run that continues this one
public record RunHead(
        RunKey run,
        WorkflowId workflowId,
        String workflow,
        int version,
        Lane lane,
        RunStatus status,
        Instant startedAt,
        @Nullable Instant closedAt,
        long asOf,
        @Nullable String reason,
        Map<String, String> attributes,
        Map<String, String> memo,
        Set<String> tags,
        @Nullable RunKey parent,
        @Nullable RunId next) {
    public RunHead {
        attributes = Map.copyOf(attributes);
        memo = Map.copyOf(memo);
        tags = Set.copyOf(tags);
    }
}
