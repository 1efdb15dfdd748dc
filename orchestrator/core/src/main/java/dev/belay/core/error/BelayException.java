package dev.belay.core.error;

import org.jspecify.annotations.Nullable;

/// An error that a person should read: what, where, why, what to do, and a stable code.
public class BelayException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    public BelayException(ErrorCode code, String message) {
        this(code, message, null);
    }

    public BelayException(ErrorCode code, String message, @Nullable Throwable cause) {
        super("[%s] %s (%s)".formatted(code.code(), message, code.docs()), cause);
        this.code = code;
    }

    public ErrorCode code() {
        return code;
    }
}
