package dev.belay.webhook.store;

import dev.belay.core.port.Records;
import dev.belay.webhook.TriggerStore;

/// In the table of an installation on AWS.
class TriggerStoreTableTest extends TriggerStoreContract {
    private static final Records RECORDS = EmulatedTable.records();

    private final TriggerStore store = new TriggerRecords(RECORDS);

    @Override
    protected TriggerStore store() {
        return store;
    }
}
