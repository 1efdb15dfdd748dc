package dev.belay.core.port;

import dev.belay.core.model.Payload;
import dev.belay.core.model.Workspace;

/// Keeps payloads that are too large for events and messages, under their digest.
public interface PayloadStore {
    /// Storing the same bytes again changes nothing. Durable when it returns.
    Payload.Stored put(Workspace workspace, byte[] bytes);

    /// @throws dev.belay.core.error.BelayException `STORE_CORRUPT` when the bytes are missing or do
    ///   not match their digest
    byte[] get(Workspace workspace, Payload.Stored payload);
}
