package dev.belay.core.decider;

import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.model.Limits;
import dev.belay.core.model.Payload;
import dev.belay.core.model.Workspace;
import dev.belay.core.port.PayloadCodec;
import dev.belay.core.port.PayloadStore;
import org.jspecify.annotations.Nullable;

/// Values to payloads and back, the large ones by way of the payload store.
public record Payloads(PayloadCodec codec, PayloadStore store) {
    /// @throws BelayException `PAYLOAD_TOO_LARGE` naming `what` and both sizes
    public Payload write(Workspace workspace, String what, @Nullable Object value) {
        if (value == null) {
            return Payload.NULL;
        }
        return keep(workspace, what, codec.write(value));
    }

    /// As [#write], for bytes that are a payload already.
    public Payload keep(Workspace workspace, String what, byte[] bytes) {
        if (bytes.length > Limits.PAYLOAD_BYTES_MAX) {
            throw new BelayException(
                    ErrorCode.PAYLOAD_TOO_LARGE,
                    "%s has %d bytes, expected at most %d; keep large data elsewhere and pass a reference"
                            .formatted(what, bytes.length, Limits.PAYLOAD_BYTES_MAX));
        }
        return bytes.length > Limits.PAYLOAD_INLINE_BYTES_MAX
                ? store.put(workspace, bytes)
                : new Payload.Inline(bytes);
    }

    public byte[] bytes(Workspace workspace, Payload payload) {
        return switch (payload) {
            case Payload.Inline(var bytes) -> bytes;
            case Payload.Stored stored -> store.get(workspace, stored);
        };
    }

    public <T> @Nullable T read(Workspace workspace, Payload payload, Class<T> type) {
        return codec.read(bytes(workspace, payload), type);
    }
}
