package dev.belay.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.model.Workspace;
import dev.belay.flow.store.FlowStore;
import dev.belay.flow.store.FlowVersion;
import dev.belay.flow.store.PublishedFlow;
import dev.belay.testkit.contract.FlowStoreContract;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class EmbeddedFlowsTest extends FlowStoreContract {
    @RegisterExtension private final OpenStore open = new OpenStore();

    @Override
    protected FlowStore store() {
        return open.get().flows();
    }

    @Test
    void what_was_published_is_there_when_the_store_is_opened_again() {
        var version = new FlowVersion("shop.order", 1, "1.0.0", Instant.EPOCH, true);
        var flow = new PublishedFlow(version, new byte[] {1, 2}, "text");
        store().putIfAbsent(Workspace.DEFAULT, flow);
        store().enable(Workspace.DEFAULT, "shop.order", 1, false);

        open.reopen();

        assertThat(store().get(Workspace.DEFAULT, "shop.order", 1))
                .contains(new PublishedFlow(version.withEnabled(false), flow.plan(), "text"));
    }
}
