package dev.belay.core.activity;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Thrown by an activity to say what the workflow and its retry policy should know.
public class ActivityException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String type;
    private final boolean retryable;
    private final @Nullable Duration retryAfter;

    /// @param type a stable name that policies and workflow code match on
    public ActivityException(
            String type,
            String message,
            boolean retryable,
            @Nullable Duration retryAfter,
            @Nullable Throwable cause) {
        super(message, cause);
        this.type = type;
        this.retryable = retryable;
        this.retryAfter = retryAfter;
    }

    /// No further attempt can help.
    public static ActivityException permanent(String type, String message) {
        return new ActivityException(type, message, false, null, null);
    }

    /// Another attempt may help.
    public static ActivityException transientFailure(String type, String message) {
        return new ActivityException(type, message, true, null, null);
    }

    /// Another attempt may help, but not before `pause` has passed.
    public static ActivityException transientAfter(Duration pause, String type, String message) {
        return new ActivityException(type, message, true, pause, null);
    }

    public String type() {
        return type;
    }

    public boolean retryable() {
        return retryable;
    }

    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
