package dev.belay.embedded;

import dev.belay.core.port.AttemptStore;
import dev.belay.testkit.contract.DurableAttemptStoreContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class EmbeddedAttemptsTest extends DurableAttemptStoreContract {
    @RegisterExtension private final OpenStore open = new OpenStore();

    @Override
    protected AttemptStore store() {
        return open.get().attempts();
    }

    @Override
    protected void reopen() {
        open.reopen();
    }
}
