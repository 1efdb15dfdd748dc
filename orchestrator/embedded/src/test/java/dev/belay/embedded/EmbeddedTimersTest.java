package dev.belay.embedded;

import dev.belay.core.port.TimerStore;
import dev.belay.testkit.contract.DurableTimerStoreContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class EmbeddedTimersTest extends DurableTimerStoreContract {
    @RegisterExtension private final OpenStore open = new OpenStore();

    @Override
    protected TimerStore store() {
        return open.get().timers();
    }

    @Override
    protected void reopen() {
        open.reopen();
    }
}
