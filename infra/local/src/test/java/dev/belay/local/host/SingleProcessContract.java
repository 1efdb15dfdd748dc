package dev.belay.local.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.message.StartRequest;
import dev.belay.core.model.Lane;
import dev.belay.core.model.Payload;
import dev.belay.core.model.RunKey;
import dev.belay.core.model.RunStatus;
import dev.belay.core.model.WorkflowId;
import dev.belay.core.model.Workspace;
import dev.belay.local.backend.Backend;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a single process does on every backend.
abstract class SingleProcessContract {
    final Shop shop = new Shop();
    private final List<AutoCloseable> open = new ArrayList<>();

    // Opened before each test.
    @SuppressWarnings("NullAway.Init")
    Backend backend;

    @SuppressWarnings("NullAway.Init")
    Host host;

    abstract Backend openBackend();

    @BeforeEach
    void open() {
        backend = openBackend();
        open.add(backend);
        host = Host.start(backend, shop.catalog());
        open.add(host);
    }

    @AfterEach
    void close() throws Exception {
        shop.release.countDown();
        for (AutoCloseable each : open.reversed()) {
            each.close();
        }
    }

    @Test
    void a_run_with_retries_a_timer_and_a_signal_completes() throws Exception {
        RunKey run = host.start(Shop.ORDER, "order-1", 41);

        host.signal("order-1", "paid", "cash");

        assertThat(host.result(run, String.class)).isEqualTo("cash 42");
        assertThat(shop.charges).hasValue(3);
    }

    @Test
    void many_runs_at_once_complete() throws Exception {
        var runs = new ArrayList<RunKey>();
        for (int i = 0; i < 50; i++) {
            runs.add(host.start(Shop.STEPS, "steps-" + i, 5));
        }

        for (RunKey run : runs) {
            assertThat(host.result(run, Integer.class)).isEqualTo(5);
        }
    }

    @Test
    void a_flood_in_one_lane_does_not_hold_up_another() throws Exception {
        RunKey flood = host.start(Shop.FLOOD, "flood", 100);
        shop.held.await();

        RunKey quick = host.start(Shop.STEPS, "quick", 3);
        assertThat(host.result(quick, Integer.class)).isEqualTo(3);

        shop.release.countDown();
        assertThat(host.result(flood, Integer.class)).isEqualTo(100);
    }

    @Test
    void a_lane_grows_while_work_waits_for_it() throws Exception {
        int before = host.process().activitiesLimit(Lane.AUTOMATION);

        RunKey flood = host.start(Shop.FLOOD, "flood", before + 1);
        shop.release.countDown();
        host.result(flood, Integer.class);

        assertThat(host.process().activitiesLimit(Lane.AUTOMATION)).isGreaterThanOrEqualTo(before);
    }

    @Test
    void closing_lets_an_attempt_that_is_under_way_end() throws Exception {
        RunKey run = host.start(Shop.HOLDING, "holding", 7);
        shop.held.await();
        var closing = new CountDownLatch(1);
        Thread closer =
                Thread.startVirtualThread(() -> {
                    closing.countDown();
                    host.close();
                });
        closing.await();
        shop.release.countDown();
        closer.join();

        host = Host.start(backend, shop.catalog());
        open.add(host);
        assertThat(host.result(run, Integer.class)).isEqualTo(7);
    }

    @Test
    void a_start_of_an_unknown_workflow_is_listed_as_blocked() throws Exception {
        Lane lane = Lane.SYSTEM;
        RunKey run =
                host.process()
                        .client()
                        .start(
                                Workspace.DEFAULT,
                                StartRequest.of(
                                        new WorkflowId("lost"),
                                        "no-such-workflow",
                                        lane,
                                        Payload.NULL))
                        .run();

        var head =
                Eventually.present(() ->
                        backend.engine()
                                .index()
                                .head(run)
                                .filter(h -> h.status() == RunStatus.BLOCKED));

        assertThat(head.reason()).contains("no-such-workflow");
    }
}
