package dev.belay.webhook.store;

import dev.belay.webhook.TriggerStore;

/// In the table of an installation on AWS.
class TriggerStoreTableTest extends TriggerStoreContract {
    private final TriggerStore store = new TriggerRecords(EmulatedTable.records());

    @Override
    protected TriggerStore store() {
        return store;
    }
}
