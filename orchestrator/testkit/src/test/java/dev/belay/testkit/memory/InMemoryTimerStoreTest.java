package dev.belay.testkit.memory;

import dev.belay.core.port.TimerStore;
import dev.belay.memory.InMemoryTimerStore;
import dev.belay.testkit.contract.TimerStoreContract;

class InMemoryTimerStoreTest extends TimerStoreContract {
    private final TimerStore store = new InMemoryTimerStore();

    @Override
    protected TimerStore store() {
        return store;
    }
}
