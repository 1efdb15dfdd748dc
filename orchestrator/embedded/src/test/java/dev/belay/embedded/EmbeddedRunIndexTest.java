package dev.belay.embedded;

import dev.belay.core.port.RunIndex;
import dev.belay.testkit.contract.DurableRunIndexContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class EmbeddedRunIndexTest extends DurableRunIndexContract {
    @RegisterExtension private final OpenStore open = new OpenStore();

    @Override
    protected RunIndex index() {
        return open.get().index();
    }

    @Override
    protected void reopen() {
        open.reopen();
    }
}
