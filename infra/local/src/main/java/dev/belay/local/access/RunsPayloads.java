package dev.belay.local.access;

import dev.belay.core.model.Payload;
import dev.belay.core.model.Workspace;
import dev.belay.core.port.PayloadStore;

/// The stored payloads of runs, wherever they are. Stores none.
public record RunsPayloads(Runs runs) implements PayloadStore {
    @Override
    public Payload.Stored put(Workspace workspace, byte[] bytes) {
        throw new IllegalStateException("payloads are stored by the system, not beside it");
    }

    @Override
    public byte[] get(Workspace workspace, Payload.Stored payload) {
        return runs.in(workspace.name()).payload(payload);
    }
}
