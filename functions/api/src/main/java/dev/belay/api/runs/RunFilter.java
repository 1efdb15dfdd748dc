package dev.belay.api.runs;

import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.model.RunStatus;
import dev.belay.core.model.WorkflowId;
import dev.belay.core.model.Workspace;
import dev.belay.core.port.RunHead;
import dev.belay.core.port.RunQuery;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a list is narrowed to, as text from outside.
///
/// @param attributes each `name:value`
/// @param limit 1 to [#LIMIT_MAX]
/// @param trigger that started it, as its memo says
public record RunFilter(
        @Nullable String workflow,
        @Nullable String workflowId,
        List<String> statuses,
        @Nullable String from,
        @Nullable String to,
        @Nullable String tag,
        List<String> attributes,
        int limit,
        @Nullable String cursor,
        @Nullable Integer version,
        @Nullable String trigger) {
    public static final int LIMIT_MAX = 1_000;

    public RunFilter {
        statuses = List.copyOf(statuses);
        attributes = List.copyOf(attributes);
        if (limit < 1 || limit > LIMIT_MAX) {
            throw invalid("limit is %d, expected 1 to %d".formatted(limit, LIMIT_MAX));
        }
    }

    public RunFilter(
            @Nullable String workflow,
            @Nullable String workflowId,
            List<String> statuses,
            @Nullable String from,
            @Nullable String to,
            @Nullable String tag,
            List<String> attributes,
            int limit,
            @Nullable String cursor) {
        this(workflow, workflowId, statuses, from, to, tag, attributes, limit, cursor, null, null);
    }

    public static RunFilter all(int limit) {
        return new RunFilter(null, null, List.of(), null, null, null, List.of(), limit, null);
    }

    public RunFilter withStatuses(List<String> wanted) {
        return new RunFilter(
                workflow,
                workflowId,
                wanted,
                from,
                to,
                tag,
                attributes,
                limit,
                cursor,
                version,
                trigger);
    }

    public RunFilter after(@Nullable String position) {
        return new RunFilter(
                workflow,
                workflowId,
                statuses,
                from,
                to,
                tag,
                attributes,
                limit,
                position,
                version,
                trigger);
    }

    /// All that narrows the list.
    String fingerprint() {
        return String.valueOf(
                List.of(
                        String.valueOf(workflow),
                        String.valueOf(workflowId),
                        statuses,
                        String.valueOf(from),
                        String.valueOf(to),
                        String.valueOf(tag),
                        attributes,
                        String.valueOf(version),
                        String.valueOf(trigger)));
    }

    /// What the store can narrow.
    RunQuery query(Workspace workspace, int atMost, @Nullable String position) {
        return new RunQuery(
                workspace,
                workflow,
                workflowId == null ? null : new WorkflowId(workflowId),
                parsedStatuses(),
                instant("from", from),
                instant("to", to),
                tag,
                parsedAttributes(),
                atMost,
                position);
    }

    /// What the store cannot.
    boolean matches(RunHead head) {
        return (version == null || head.version() == version)
                && (trigger == null || trigger.equals(head.memo().get("trigger")));
    }

    private Set<RunStatus> parsedStatuses() {
        var parsed = EnumSet.noneOf(RunStatus.class);
        for (String status : statuses) {
            try {
                parsed.add(RunStatus.valueOf(status.toUpperCase(Locale.ROOT).replace('-', '_')));
            } catch (IllegalArgumentException _) {
                throw invalid(
                        "that is no status; expected one of %s"
                                .formatted(List.of(RunStatus.values())));
            }
        }
        return parsed;
    }

    private Map<String, String> parsedAttributes() {
        var parsed = new HashMap<String, String>();
        for (String attribute : attributes) {
            int colon = attribute.indexOf(':');
            if (colon < 1) {
                throw invalid("an attribute has not the form name:value");
            }
            parsed.put(attribute.substring(0, colon), attribute.substring(colon + 1));
        }
        return parsed;
    }

    private static @Nullable Instant instant(String name, @Nullable String text) {
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeException _) {
            throw invalid("%s is no time such as 2026-01-31T12:00:00Z".formatted(name));
        }
    }

    private static BelayException invalid(String message) {
        return new BelayException(ErrorCode.INVALID_REQUEST, message);
    }
}
