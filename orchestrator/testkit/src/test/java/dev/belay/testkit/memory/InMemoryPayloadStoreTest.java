package dev.belay.testkit.memory;

import dev.belay.core.model.Payload;
import dev.belay.core.model.Workspace;
import dev.belay.core.port.PayloadStore;
import dev.belay.memory.InMemoryPayloadStore;
import dev.belay.testkit.contract.PayloadStoreContract;

class InMemoryPayloadStoreTest extends PayloadStoreContract {
    private final InMemoryPayloadStore store = new InMemoryPayloadStore();

    @Override
    protected PayloadStore store() {
        return store;
    }

    @Override
    protected void damage(Workspace workspace, Payload.Stored payload) {
        store.damage(workspace, payload);
    }
}
