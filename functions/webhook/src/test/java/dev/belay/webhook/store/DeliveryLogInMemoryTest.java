package dev.belay.webhook.store;

import dev.belay.memory.InMemoryRecords;
import dev.belay.webhook.DeliveryLog;

class DeliveryLogInMemoryTest extends DeliveryLogContract {
    private final DeliveryLog log = new DeliveryRecords(new InMemoryRecords(), LINES_MAX);

    @Override
    protected DeliveryLog log() {
        return log;
    }
}
