package dev.belay.embedded;

import dev.belay.core.port.Inbox;
import dev.belay.testkit.contract.DurableInboxContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class EmbeddedInboxTest extends DurableInboxContract {
    @RegisterExtension private final OpenStore open = new OpenStore();

    @Override
    protected Inbox inbox() {
        return open.get().inbox();
    }

    @Override
    protected void reopen() {
        open.reopen();
    }
}
