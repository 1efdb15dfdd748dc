package dev.belay.testkit.memory;

import dev.belay.flow.store.FlowStore;
import dev.belay.flow.store.InMemoryFlowStore;
import dev.belay.testkit.contract.FlowStoreContract;

class InMemoryFlowStoreTest extends FlowStoreContract {
    private final FlowStore store = new InMemoryFlowStore();

    @Override
    protected FlowStore store() {
        return store;
    }
}
