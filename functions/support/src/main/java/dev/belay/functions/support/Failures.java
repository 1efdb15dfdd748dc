package dev.belay.functions.support;

import dev.belay.core.activity.ActivityCancelledException;
import dev.belay.core.activity.ActivityException;
import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.model.Failure;
import dev.belay.core.model.FailureKind;
import dev.belay.core.model.Limits;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What was thrown, as the history keeps it.
final class Failures {
    /// Causes below the failure itself: each may be as long as it, and together they must fit into
    /// one message.
    private static final int CAUSES_MAX = 3;

    /// What another attempt of the same code on the same input would meet again.
    private static final Set<ErrorCode> PERMANENT =
            EnumSet.of(
                    ErrorCode.UNREADABLE_PAYLOAD,
                    ErrorCode.UNSERIALISABLE_RESULT,
                    ErrorCode.PAYLOAD_TOO_LARGE,
                    ErrorCode.STORE_CORRUPT);

    private Failures() {}

    /// What the activity's code threw.
    static Failure thrown(Throwable thrown) {
        return thrown(thrown, CAUSES_MAX).withDetail(stackTrace(thrown));
    }

    private static Failure thrown(Throwable thrown, int causesMax) {
        Failure failure =
                switch (thrown) {
                    case ActivityCancelledException e -> Failure.cancelled(message(e));
                    case ActivityException e ->
                            new Failure(
                                    FailureKind.APPLICATION,
                                    e.type(),
                                    message(e),
                                    e.retryable(),
                                    e.retryAfter(),
                                    null,
                                    null);
                    default -> Failure.application(type(thrown), message(thrown), true);
                };
        Throwable cause = thrown.getCause();
        return cause == null || causesMax == 0
                ? failure
                : failure.withCause(thrown(cause, causesMax - 1));
    }

    /// What was met around the activity's code: its input, its result, their store.
    static Failure around(RuntimeException thrown) {
        return thrown instanceof BelayException e
                ? engine(e.code(), message(e), !PERMANENT.contains(e.code()))
                : thrown(thrown);
    }

    static Failure engine(ErrorCode code, String message, boolean retryable) {
        return new Failure(FailureKind.ENGINE, code.code(), message, retryable, null, null, null);
    }

    private static String message(Throwable thrown) {
        @Nullable String message = thrown.getMessage();
        return message == null ? "no message" : message;
    }

    private static String type(Throwable thrown) {
        if (thrown instanceof BelayException e) {
            return e.code().code();
        }
        String simple = thrown.getClass().getSimpleName();
        return simple.isEmpty() ? thrown.getClass().getName() : simple;
    }

    private static String stackTrace(Throwable thrown) {
        var text = new StringWriter(Limits.FAILURE_STACK_CHARS_MAX);
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
