package dev.belay.embedded;

import dev.belay.core.model.Payload;
import dev.belay.core.model.Workspace;
import dev.belay.core.port.PayloadStore;
import dev.belay.testkit.contract.DurablePayloadStoreContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.RegisterExtension;

class PayloadDirectoryTest extends DurablePayloadStoreContract {
    @RegisterExtension private final OpenStore open = new OpenStore();

    @Override
    protected PayloadStore store() {
        return open.get().payloads();
    }

    @Override
    protected void reopen() {
        open.reopen();
    }

    @Override
    protected void damage(Workspace workspace, Payload.Stored payload) {
        Path file =
                open.directory()
                        .resolve("payloads")
                        .resolve(workspace.name())
                        .resolve(payload.sha256().substring(0, 2))
                        .resolve(payload.sha256());
        try {
            byte[] bytes = Files.readAllBytes(file);
            bytes[bytes.length / 2]++;
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
