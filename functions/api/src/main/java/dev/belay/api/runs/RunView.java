package dev.belay.api.runs;

import dev.belay.core.model.RunStatus;
import dev.belay.core.port.RunHead;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What lists show of a run.
///
/// @param reason why the run is blocked, failed, or was cancelled
/// @param next the run that continues this one
public record RunView(
        String workspace,
        String runId,
        String workflowId,
        String workflow,
        int version,
        String lane,
        RunStatus status,
        Instant startedAt,
        @Nullable Instant closedAt,
        @Nullable String reason,
        Map<String, String> attributes,
        Map<String, String> memo,
        Set<String> tags,
        @Nullable String parent,
        @Nullable String next) {
    static RunView of(RunHead head) {
        return new RunView(
                head.run().workspace().name(),
                head.run().runId().value(),
                head.workflowId().value(),
                head.workflow(),
                head.version(),
                head.lane().name(),
                head.status(),
                head.startedAt(),
                head.closedAt(),
                head.reason(),
                head.attributes(),
                head.memo(),
                head.tags(),
                head.parent() == null ? null : head.parent().runId().value(),
                head.next() == null ? null : head.next().value());
    }
}
