package dev.belay.api;

import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import java.util.Locale;

/// What went wrong, as RFC 9457 puts it.
///
/// @param type where the documentation explains it
/// @param title the kind of problem, the same for all of its kind
/// @param code for example `BLY-1007`
public record Problem(String type, String title, int status, String detail, String code) {
    public static final String MEDIA_TYPE = "application/problem+json";

    static Problem of(BelayException error) {
        return of(error.code(), String.valueOf(error.getMessage()));
    }

    static Problem of(ErrorCode code, String detail) {
        String title = code.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return new Problem(code.docs(), title, status(code), detail, code.code());
    }

    private static int status(ErrorCode code) {
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
            case DUPLICATE_RUN, RUN_CLOSED -> 409;
            case PAYLOAD_TOO_LARGE -> 413;
            case UPDATE_REJECTED -> 422;
            case NON_DETERMINISM,
                    UNEXPECTED_EVENT,
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
