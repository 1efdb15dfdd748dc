package dev.belay.local.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.model.RunKey;
import dev.belay.local.backend.Backend;
import dev.belay.local.backend.EmbeddedBackend;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedSingleProcessTest extends SingleProcessContract {
    @TempDir Path directory = Path.of("");

    @Override
    Backend openBackend() {
        return EmbeddedBackend.open(directory.resolve("store"));
    }

    @Test
    void a_store_that_goes_away_under_a_host_loses_no_run() throws Exception {
        RunKey order = host.start(Shop.ORDER, "order-1", 41);
        RunKey steps = host.start(Shop.STEPS, "steps", 200);
        RunKey holding = host.start(Shop.HOLDING, "holding", 7);
        shop.held.await();
        backend.close();
        shop.release.countDown();
        host.close();

        backend = openBackend();
        try (Backend again = backend;
                Host restarted = Host.start(again, shop.catalog())) {
            restarted.signal("order-1", "paid", "cash");

            assertThat(restarted.result(steps, Integer.class)).isEqualTo(200);
            assertThat(restarted.result(holding, Integer.class)).isEqualTo(7);
            assertThat(restarted.result(order, String.class)).isEqualTo("cash 42");
        }
    }

    @Test
    void runs_go_on_when_a_host_is_started_again() throws Exception {
        RunKey order = host.start(Shop.ORDER, "order-1", 41);
        host.close();
        backend.close();

        backend = openBackend();
        try (Backend again = backend;
                Host restarted = Host.start(again, shop.catalog())) {
            restarted.signal("order-1", "paid", "cash");
            assertThat(restarted.result(order, String.class)).isEqualTo("cash 42");
        }
    }
}
