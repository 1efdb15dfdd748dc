package dev.belay.core.model;

import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;

/// The caller's business key, for example `order-42`. At most one run of a workflow id is open at a
/// time within a workspace.
///
/// @param value 1 to 200 characters, none of them a control character
public record WorkflowId(String value) implements Comparable<WorkflowId> {
    public WorkflowId {
        if (value.isBlank()
                || value.length() > Limits.WORKFLOW_ID_CHARS_MAX
                || value.codePoints().anyMatch(WorkflowId::isUnfit)) {
            throw new BelayException(
                    ErrorCode.INVALID_NAME,
                    "workflow id has %d characters; expected 1 to %d, none of them a control character or half a surrogate pair"
                            .formatted(value.length(), Limits.WORKFLOW_ID_CHARS_MAX));
        }
    }

    private static boolean isUnfit(int codePoint) {
        return Character.isISOControl(codePoint)
                || Character.getType(codePoint) == Character.SURROGATE;
    }

    @Override
    public int compareTo(WorkflowId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
