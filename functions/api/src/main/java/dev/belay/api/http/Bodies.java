package dev.belay.api.http;

import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import org.jspecify.annotations.Nullable;

/// Bodies, and fields, that a request may lack.
public final class Bodies {
    private Bodies() {}

    public static <T> T require(@Nullable T body) {
        if (body == null) {
            throw new BelayException(
                    ErrorCode.INVALID_REQUEST, "the request has no body; send a JSON object");
        }
        return body;
    }

    public static String require(String name, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw new BelayException(
                    ErrorCode.INVALID_REQUEST, "the request has no '%s'".formatted(name));
        }
        return value;
    }
}
