package dev.belay.core.message;

import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.model.Lane;
import dev.belay.core.model.Limits;
import dev.belay.core.model.Payload;
import dev.belay.core.model.RunId;
import dev.belay.core.model.RunKey;
import dev.belay.core.model.WorkflowId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Everything that starts a run; kept as the first event of its history.
///
/// @param workflow the workflow's name
/// @param version the version that the run stays on; 0 until the orchestrator that begins the run
///   has chosen the newest it knows
/// @param startAt not to begin before this; null is at once
/// @param timeout how long the run may be open
/// @param attributes what lists can be filtered by
/// @param memo what is shown but not searched
/// @param parent the run that waits for this one
/// @param continuedFrom the run whose continuation this is
/// @param carried signals that the run before this one accepted and did not take
/// @param resumed the closed run whose history this one takes over
public record StartRequest(
        WorkflowId workflowId,
        String workflow,
        int version,
        Lane lane,
        Payload input,
        @Nullable Instant startAt,
        @Nullable Duration timeout,
        Map<String, String> attributes,
        Map<String, String> memo,
        Set<String> tags,
        ReusePolicy reuse,
        ConflictPolicy conflict,
        @Nullable Parent parent,
        @Nullable RunId continuedFrom,
        List<InboxItem> carried,
        @Nullable Resumption resumed) {
    public StartRequest {
        if (version < 0) {
            throw new BelayException(
                    ErrorCode.INVALID_REQUEST,
                    "version is %d, expected 0 or more".formatted(version));
        }
        requireFew("attributes", attributes.size());
        requireFew("memo entries", memo.size());
        requireFew("tags", tags.size());
        Attributes.requireShort(attributes);
        Attributes.requireShort(memo);
        attributes = Map.copyOf(attributes);
        memo = Map.copyOf(memo);
        tags = Set.copyOf(tags);
        carried = List.copyOf(carried);
    }

    public static StartRequest of(
            WorkflowId workflowId, String workflow, Lane lane, Payload input) {
        return new StartRequest(
                workflowId,
                workflow,
                0,
                lane,
                input,
                null,
                null,
                Map.of(),
                Map.of(),
                Set.of(),
                ReusePolicy.ALLOW,
                ConflictPolicy.FAIL,
                null,
                null,
                List.of(),
                null);
    }

    public StartRequest withVersion(int chosen) {
        return new StartRequest(
                workflowId,
                workflow,
                chosen,
                lane,
                input,
                startAt,
                timeout,
                attributes,
                memo,
                tags,
                reuse,
                conflict,
                parent,
                continuedFrom,
                carried,
                resumed);
    }

    public StartRequest withLane(Lane chosen) {
        return new StartRequest(
                workflowId,
                workflow,
                version,
                chosen,
                input,
                startAt,
                timeout,
                attributes,
                memo,
                tags,
                reuse,
                conflict,
                parent,
                continuedFrom,
                carried,
                resumed);
    }

    public StartRequest withInput(Payload newInput) {
        return new StartRequest(
                workflowId,
                workflow,
                version,
                lane,
                newInput,
                startAt,
                timeout,
                attributes,
                memo,
                tags,
                reuse,
                conflict,
                parent,
                continuedFrom,
                carried,
                resumed);
    }

    public StartRequest withStartAt(@Nullable Instant at) {
        return new StartRequest(
                workflowId,
                workflow,
                version,
                lane,
                input,
                at,
                timeout,
                attributes,
                memo,
                tags,
                reuse,
                conflict,
                parent,
                continuedFrom,
                carried,
                resumed);
    }

    public StartRequest withTimeout(@Nullable Duration limit) {
        return new StartRequest(
                workflowId,
                workflow,
                version,
                lane,
                input,
                startAt,
                limit,
                attributes,
                memo,
                tags,
                reuse,
                conflict,
                parent,
                continuedFrom,
                carried,
                resumed);
    }

    public StartRequest withAttributes(Map<String, String> values) {
        return new StartRequest(
                workflowId,
                workflow,
                version,
                lane,
                input,
                startAt,
                timeout,
                values,
                memo,
                tags,
                reuse,
                conflict,
                parent,
                continuedFrom,
                carried,
                resumed);
    }

    public StartRequest withMemo(Map<String, String> values) {
        return new StartRequest(
                workflowId,
                workflow,
                version,
                lane,
                input,
                startAt,
                timeout,
                attributes,
                values,
                tags,
                reuse,
                conflict,
                parent,
                continuedFrom,
                carried,
                resumed);
    }

    public StartRequest withTags(Set<String> values) {
        return new StartRequest(
                workflowId,
                workflow,
                version,
                lane,
                input,
                startAt,
                timeout,
                attributes,
                memo,
                values,
                reuse,
                conflict,
                parent,
                continuedFrom,
                carried,
                resumed);
    }

    public StartRequest withPolicies(ReusePolicy reusePolicy, ConflictPolicy conflictPolicy) {
        return new StartRequest(
                workflowId,
                workflow,
                version,
                lane,
                input,
                startAt,
                timeout,
                attributes,
                memo,
                tags,
                reusePolicy,
                conflictPolicy,
                parent,
                continuedFrom,
                carried,
                resumed);
    }

    /// For a run that takes over the history of a closed one.
    public StartRequest resuming(Resumption resumption) {
        return new StartRequest(
                workflowId,
                workflow,
                version,
                lane,
                input,
                startAt,
                timeout,
                attributes,
                memo,
                tags,
                reuse,
                conflict,
                null,
                continuedFrom,
                carried,
                resumption);
    }

    public StartRequest withParent(@Nullable Parent newParent) {
        return new StartRequest(
                workflowId,
                workflow,
                version,
                lane,
                input,
                startAt,
                timeout,
                attributes,
                memo,
                tags,
                reuse,
                conflict,
                newParent,
                continuedFrom,
                carried,
                resumed);
    }

    public StartRequest withContinuation(@Nullable RunId from, List<InboxItem> items) {
        return new StartRequest(
                workflowId,
                workflow,
                version,
                lane,
                input,
                startAt,
                timeout,
                attributes,
                memo,
                tags,
                reuse,
                conflict,
                parent,
                from,
                items,
                resumed);
    }

    private static void requireFew(String what, int count) {
        if (count > Limits.ATTRIBUTES_MAX) {
            throw new BelayException(
                    ErrorCode.INVALID_REQUEST,
                    "the run has %d %s, expected at most %d"
                            .formatted(count, what, Limits.ATTRIBUTES_MAX));
        }
    }

    /// Whether a workflow id whose last run is closed may be used again.
    public enum ReusePolicy {
        ALLOW,
        ALLOW_AFTER_FAILURE,
        REJECT
    }

    /// What a start does that meets an open run of its workflow id.
    public enum ConflictPolicy {
        FAIL,
        USE_EXISTING,
        TERMINATE_EXISTING
    }

    /// What becomes of a child when its parent closes.
    public enum ParentClosePolicy {
        TERMINATE,
        REQUEST_CANCEL,
        ABANDON
    }

    /// Who is told how the run ended.
    ///
    /// @param lane where the parent's orchestrator listens
    /// @param commandId the parent's command that started this run
    public record Parent(RunKey run, Lane lane, int commandId) {}
}
