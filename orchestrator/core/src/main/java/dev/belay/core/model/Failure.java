package dev.belay.core.model;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A reason that a person understands, kept in the history.
///
/// @param type a stable name to match on, for example `card-declined` or an exception's class name
/// @param message one sentence, without payloads or secrets
/// @param retryable false when another attempt cannot help
/// @param retryAfter what the other side asked to wait before the next attempt
/// @param detail a stack trace or the like, cut to [Limits#FAILURE_STACK_CHARS_MAX]
/// @param cause the failure behind this one
public record Failure(
        FailureKind kind,
        String type,
        String message,
        boolean retryable,
        @Nullable Duration retryAfter,
        @Nullable String detail,
        @Nullable Failure cause) {
    /// The types of [FailureKind#TIMEOUT].
    public static final String START_TO_CLOSE = "start-to-close";

    public static final String SCHEDULE_TO_START = "schedule-to-start";
    public static final String SCHEDULE_TO_CLOSE = "schedule-to-close";
    public static final String HEARTBEAT = "heartbeat";
    public static final String RUN_TIMEOUT = "run-timeout";

    public Failure {
        message = cut(message, Limits.FAILURE_MESSAGE_CHARS_MAX);
        detail = detail == null ? null : cut(detail, Limits.FAILURE_STACK_CHARS_MAX);
    }

    public static Failure application(String type, String message, boolean retryable) {
        return new Failure(FailureKind.APPLICATION, type, message, retryable, null, null, null);
    }

    /// @param type one of the constants above
    public static Failure timeout(String type, String message) {
        boolean retryable = type.equals(START_TO_CLOSE) || type.equals(HEARTBEAT);
        return new Failure(FailureKind.TIMEOUT, type, message, retryable, null, null, null);
    }

    public static Failure lost(String message) {
        return new Failure(FailureKind.LOST, "lost", message, true, null, null, null);
    }

    public static Failure cancelled(String message) {
        return new Failure(FailureKind.CANCELLED, "cancelled", message, false, null, null, null);
    }

    public static Failure terminated(String message) {
        return new Failure(FailureKind.TERMINATED, "terminated", message, false, null, null, null);
    }

    /// @param type an error code such as `BLY-1001`
    public static Failure engine(String type, String message) {
        return new Failure(FailureKind.ENGINE, type, message, false, null, null, null);
    }

    public Failure withCause(@Nullable Failure newCause) {
        return new Failure(kind, type, message, retryable, retryAfter, detail, newCause);
    }

    public Failure withDetail(@Nullable String newDetail) {
        return new Failure(kind, type, message, retryable, retryAfter, newDetail, cause);
    }

    /// `type: message`, on one line.
    public String summary() {
        return "%s: %s".formatted(type, message);
    }

    private static String cut(String text, int charsMax) {
        if (text.length() <= charsMax) {
            return text;
        }
        // Half a surrogate pair is no text: nothing could carry it.
        int end =
                Character.isHighSurrogate(text.charAt(charsMax - 2)) ? charsMax - 2 : charsMax - 1;
        return text.substring(0, end) + "…";
    }
}
