package dev.belay.api.problem;

import dev.belay.core.error.ErrorCode;

/// The status that each of Belay's errors has over HTTP.
final class Statuses {
    private Statuses() {}

    static int of(ErrorCode code) {
        return switch (code) {
            case INVALID_NAME,
                    INVALID_OPTIONS,
                    INVALID_REQUEST,
                    UNKNOWN_WORKFLOW,
                    UNKNOWN_ACTIVITY,
                    UNREADABLE_PAYLOAD,
                    RETRY_HIERARCHY ->
                    400;
            case RUN_NOT_FOUND, UNKNOWN_QUERY -> 404;
            case DUPLICATE_RUN, RUN_CLOSED, NON_DETERMINISM -> 409;
            case PAYLOAD_TOO_LARGE -> 413;
            case UPDATE_REJECTED -> 422;
            case UNEXPECTED_EVENT,
                    UNSUPPORTED_HISTORY,
                    WORKFLOW_MISUSE,
                    DECISION_TOO_LARGE,
                    DECISION_TOO_LONG,
                    DECIDER_FAILED,
                    UNREADABLE_HISTORY,
                    UNSERIALISABLE_RESULT,
                    FORBIDDEN_ADDRESS,
                    RESPONSE_TOO_LARGE,
                    STORE_CORRUPT ->
                    500;
            case STORE_IN_USE,
                    STORE_UNAVAILABLE,
                    TABLE_NOT_FOUND,
                    QUEUE_NOT_FOUND,
                    CREDENTIALS_REFUSED,
                    THROTTLED,
                    DISK_FULL,
                    PORT_IN_USE,
                    CONTENDED,
                    NOT_CONNECTED ->
                    503;
        };
    }
}
