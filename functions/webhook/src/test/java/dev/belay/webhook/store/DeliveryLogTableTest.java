package dev.belay.webhook.store;

import dev.belay.webhook.DeliveryLog;

/// In the table of an installation on AWS.
class DeliveryLogTableTest extends DeliveryLogContract {
    private final DeliveryLog log = new DeliveryRecords(EmulatedTable.records(), LINES_MAX);

    @Override
    protected DeliveryLog log() {
        return log;
    }
}
