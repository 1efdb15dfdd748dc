package dev.belay.core.workflow;

import dev.belay.core.model.Lane;
import dev.belay.core.model.RunKey;
import dev.belay.core.model.WorkflowId;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a run knows of itself.
///
/// @param continued whether another run of the same workflow id continued as this one
public record RunInfo(
        RunKey run,
        WorkflowId workflowId,
        String workflow,
        int version,
        Lane lane,
        Instant startedAt,
        Map<String, String> attributes,
        Map<String, String> memo,
        Set<String> tags,
        @Nullable RunKey parent,
        boolean continued) {}
