package dev.belay.functions.support;

import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.model.Limits;
import dev.belay.core.model.Payload;
import dev.belay.core.model.Workspace;
import dev.belay.core.port.PayloadStore;

/// Small payloads travel in messages, large ones through the payload store.
final class PayloadKeeper {
    private final PayloadStore store;

    PayloadKeeper(PayloadStore store) {
        this.store = store;
    }

    /// @throws BelayException `PAYLOAD_TOO_LARGE`
    Payload keep(Workspace workspace, byte[] bytes) {
        if (bytes.length > Limits.PAYLOAD_BYTES_MAX) {
            throw new BelayException(
                    ErrorCode.PAYLOAD_TOO_LARGE,
                    "the value has %d bytes, expected at most %d; put it into a store of your own and return its key"
                            .formatted(bytes.length, Limits.PAYLOAD_BYTES_MAX));
        }
        return bytes.length <= Limits.PAYLOAD_INLINE_BYTES_MAX
                ? new Payload.Inline(bytes)
                : store.put(workspace, bytes);
    }

    byte[] bytes(Workspace workspace, Payload payload) {
        return switch (payload) {
            case Payload.Inline(byte[] bytes) -> bytes;
            case Payload.Stored stored -> store.get(workspace, stored);
        };
    }
}
