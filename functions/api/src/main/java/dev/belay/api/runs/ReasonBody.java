package dev.belay.api.runs;

import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import org.jspecify.annotations.Nullable;

/// Why somebody does something.
public record ReasonBody(@Nullable String reason) {
    private static final int CHARS_MAX = 1_024;

    public ReasonBody {
        if (reason != null && reason.length() > CHARS_MAX) {
            throw new BelayException(
                    ErrorCode.INVALID_REQUEST,
                    "the reason has %d characters, expected up to %d"
                            .formatted(reason.length(), CHARS_MAX));
        }
    }

    public static ReasonBody orNone(@Nullable ReasonBody body) {
        return body == null ? new ReasonBody(null) : body;
    }
}
