package dev.belay.embedded;

import dev.belay.core.port.Records;
import dev.belay.testkit.contract.DurableRecordsContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class EmbeddedRecordsTest extends DurableRecordsContract {
    @RegisterExtension private final OpenStore open = new OpenStore();

    @Override
    protected Records store() {
        return open.get().records();
    }

    @Override
    protected void reopen() {
        open.reopen();
    }
}
