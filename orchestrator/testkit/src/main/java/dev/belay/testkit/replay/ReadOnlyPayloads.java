package dev.belay.testkit.replay;

import dev.belay.core.model.Payload;
import dev.belay.core.model.Workspace;
import dev.belay.core.port.PayloadStore;

/// Lets a replay read payloads. None writes one: what it decides is recorded already.
record ReadOnlyPayloads(PayloadStore inner) implements PayloadStore {
    @Override
    public Payload.Stored put(Workspace workspace, byte[] bytes) {
        throw new IllegalStateException("a replay was about to store a payload");
    }

    @Override
    public byte[] get(Workspace workspace, Payload.Stored payload) {
        return inner.get(workspace, payload);
    }
}
