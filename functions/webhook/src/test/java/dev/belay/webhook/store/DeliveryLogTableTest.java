package dev.belay.webhook.store;

import dev.belay.core.port.Records;
import dev.belay.webhook.DeliveryLog;

/// In the table of an installation on AWS.
class DeliveryLogTableTest extends DeliveryLogContract {
    private static final Records RECORDS = EmulatedTable.records();

    private final DeliveryLog log = new DeliveryRecords(RECORDS, LINES_MAX);

    @Override
    protected DeliveryLog log() {
        return log;
    }
}
