package dev.belay.webhook.store;

import dev.belay.memory.InMemoryRecords;
import dev.belay.webhook.TriggerStore;

class TriggerStoreInMemoryTest extends TriggerStoreContract {
    private final TriggerStore store = new TriggerRecords(new InMemoryRecords());

    @Override
    protected TriggerStore store() {
        return store;
    }
}
