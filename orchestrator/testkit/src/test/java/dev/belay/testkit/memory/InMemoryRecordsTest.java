package dev.belay.testkit.memory;

import dev.belay.core.port.Records;
import dev.belay.memory.InMemoryRecords;
import dev.belay.testkit.contract.RecordsContract;

class InMemoryRecordsTest extends RecordsContract {
    private final Records store = new InMemoryRecords();

    @Override
    protected Records store() {
        return store;
    }
}
