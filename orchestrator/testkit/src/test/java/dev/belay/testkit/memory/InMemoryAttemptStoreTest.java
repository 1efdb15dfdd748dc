package dev.belay.testkit.memory;

import dev.belay.core.port.AttemptStore;
import dev.belay.memory.InMemoryAttemptStore;
import dev.belay.testkit.contract.AttemptStoreContract;

class InMemoryAttemptStoreTest extends AttemptStoreContract {
    private final AttemptStore store = new InMemoryAttemptStore();

    @Override
    protected AttemptStore store() {
        return store;
    }
}
