package dev.belay.webhook.store;

import dev.belay.embedded.EmbeddedStore;
import dev.belay.webhook.DeliveryLog;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class DeliveryLogEmbeddedTest extends DeliveryLogContract {
    @TempDir private Path directory = Path.of("");
    private @Nullable EmbeddedStore open;
    private @Nullable DeliveryLog log;

    @BeforeEach
    void open() {
        EmbeddedStore opened = EmbeddedStore.open(directory);
        open = opened;
        log = new DeliveryRecords(opened.records(), LINES_MAX);
    }

    @AfterEach
    void close() {
        if (open != null) {
            open.close();
        }
    }

    @Override
    protected DeliveryLog log() {
        if (log == null) {
            throw new IllegalStateException("the store is not open");
        }
        return log;
    }
}
