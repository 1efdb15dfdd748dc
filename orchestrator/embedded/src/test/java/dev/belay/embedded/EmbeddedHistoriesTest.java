package dev.belay.embedded;

import dev.belay.core.port.HistoryStore;
import dev.belay.testkit.contract.DurableHistoryStoreContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class EmbeddedHistoriesTest extends DurableHistoryStoreContract {
    @RegisterExtension private final OpenStore open = new OpenStore();

    @Override
    protected HistoryStore store() {
        return open.get().histories();
    }

    @Override
    protected void reopen() {
        open.reopen();
    }
}
