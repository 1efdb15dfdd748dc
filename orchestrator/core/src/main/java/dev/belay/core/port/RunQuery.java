package dev.belay.core.port;

import dev.belay.core.model.RunStatus;
import dev.belay.core.model.WorkflowId;
import dev.belay.core.model.Workspace;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which runs of a workspace a list shows, newest first.
///
/// @param statuses empty means any
/// @param from started at this time or later
/// @param to started before this time
/// @param attributes each must be equal
/// @param cursor where the page before this one ended; null for the first
public record RunQuery(
        Workspace workspace,
        @Nullable String workflow,
        @Nullable WorkflowId workflowId,
        Set<RunStatus> statuses,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable String tag,
        Map<String, String> attributes,
        int limit,
        @Nullable String cursor) {
    public static RunQuery all(Workspace workspace, int limit) {
        return new RunQuery(
                workspace, null, null, Set.of(), null, null, null, Map.of(), limit, null);
    }

    public RunQuery withStatuses(Set<RunStatus> wanted) {
        return new RunQuery(
                workspace, workflow, workflowId, wanted, from, to, tag, attributes, limit, cursor);
    }

    public RunQuery withWorkflow(@Nullable String name) {
        return new RunQuery(
                workspace, name, workflowId, statuses, from, to, tag, attributes, limit, cursor);
    }

    public RunQuery withWorkflowId(@Nullable WorkflowId id) {
        return new RunQuery(
                workspace, workflow, id, statuses, from, to, tag, attributes, limit, cursor);
    }

    public RunQuery withTag(@Nullable String wanted) {
        return new RunQuery(
                workspace,
                workflow,
                workflowId,
                statuses,
                from,
                to,
                wanted,
                attributes,
                limit,
                cursor);
    }

    public RunQuery withAttributes(Map<String, String> wanted) {
        return new RunQuery(
                workspace, workflow, workflowId, statuses, from, to, tag, wanted, limit, cursor);
    }

    public RunQuery startedBetween(@Nullable Instant start, @Nullable Instant end) {
        return new RunQuery(
                workspace,
                workflow,
                workflowId,
                statuses,
                start,
                end,
                tag,
                attributes,
                limit,
                cursor);
    }

    public RunQuery after(@Nullable String position) {
        return new RunQuery(
                workspace,
                workflow,
                workflowId,
                statuses,
                from,
                to,
                tag,
                attributes,
                limit,
                position);
    }

    /// Whether `head` belongs into the list; the cursor and the limit are the store's.
    public boolean matches(RunHead head) {
        return head.run().workspace().equals(workspace)
                && (workflow == null || head.workflow().equals(workflow))
                && (workflowId == null || head.workflowId().equals(workflowId))
                && (statuses.isEmpty() || statuses.contains(head.status()))
                && (from == null || !head.startedAt().isBefore(from))
                && (to == null || head.startedAt().isBefore(to))
                && (tag == null || head.tags().contains(tag))
                && head.attributes().entrySet().containsAll(attributes.entrySet());
    }
}
