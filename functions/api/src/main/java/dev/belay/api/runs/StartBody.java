package dev.belay.api.runs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.core.message.StartRequest.ConflictPolicy;
import dev.belay.core.message.StartRequest.ReusePolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What starts a run. Only the workflow's name is needed.
///
/// @param workflowId null makes one
/// @param lane null is the workflow's own
/// @param startAt not to begin before
/// @param timeout how long the run may be open
public record StartBody(
        @Nullable String workflow,
        @Nullable String workflowId,
        @Nullable Integer version,
        @Nullable String lane,
        @Nullable JsonNode input,
        @Nullable Instant startAt,
        @Nullable Duration timeout,
        @Nullable Map<String, String> attributes,
        @Nullable Map<String, String> memo,
        @Nullable Set<String> tags,
        @Nullable ReusePolicy reuse,
        @Nullable ConflictPolicy conflict) {
    public static StartBody of(
            String workflow, @Nullable String workflowId, @Nullable JsonNode input) {
        return new StartBody(
                workflow, workflowId, null, null, input, null, null, null, null, null, null, null);
    }
}
