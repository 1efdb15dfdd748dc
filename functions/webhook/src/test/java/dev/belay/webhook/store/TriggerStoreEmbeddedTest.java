package dev.belay.webhook.store;

import dev.belay.embedded.EmbeddedStore;
import dev.belay.webhook.TriggerStore;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class TriggerStoreEmbeddedTest extends TriggerStoreContract {
    @TempDir private Path directory = Path.of("");
    private @Nullable EmbeddedStore open;
    private @Nullable TriggerStore store;

    @BeforeEach
    void open() {
        EmbeddedStore opened = EmbeddedStore.open(directory);
        open = opened;
        store = new TriggerRecords(opened.records());
    }

    @AfterEach
    void close() {
        if (open != null) {
            open.close();
        }
    }

    @Override
    protected TriggerStore store() {
        if (store == null) {
            throw new IllegalStateException("the store is not open");
        }
        return store;
    }
}
