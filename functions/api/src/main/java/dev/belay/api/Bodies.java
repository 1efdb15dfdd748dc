package dev.belay.api;

import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import org.jspecify.annotations.Nullable;

/// Bodies that a request may lack.
final class Bodies {
    private Bodies() {}

    static <T> T require(@Nullable T body) {
        if (body == null) {
            throw new BelayException(
                    ErrorCode.INVALID_REQUEST, "the request has no body; send a JSON object");
        }
        return body;
    }

    static ReasonBody orNoReason(@Nullable ReasonBody body) {
        return body == null ? new ReasonBody(null) : body;
    }
}
