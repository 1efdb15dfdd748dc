package dev.belay.embedded;

import dev.belay.core.port.HistoryStore;
import dev.belay.core.port.RunWatch;
import dev.belay.testkit.contract.RunWatchContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class EmbeddedRunWatchTest extends RunWatchContract {
    @RegisterExtension private final OpenStore open = new OpenStore();

    @Override
    protected RunWatch watch() {
        return open.get().watch();
    }

    @Override
    protected HistoryStore store() {
        return open.get().histories();
    }
}
