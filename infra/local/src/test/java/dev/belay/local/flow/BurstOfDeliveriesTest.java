package dev.belay.local.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.model.RunStatus;
import dev.belay.core.model.Workspace;
import dev.belay.core.port.RunHead;
import dev.belay.core.port.RunQuery;
import dev.belay.webhook.http.WebhookRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BurstOfDeliveriesTest {
    private static final int DELIVERIES = 500;
    private static final String FLOW =
            """
            document: { dsl: '1.0.3', namespace: kit, name: count, version: '1.0.0' }
            do:
            - twice: { set: { number: '${ .number * 2 }' } }
            """;

    @TempDir Path directory = Path.of("");

    @Test
    void five_hundred_deliveries_at_once_are_all_accepted_and_every_run_completes()
            throws Exception {
        try (var host = new HookedHost(directory.resolve("store"), InstantSource.system())) {
            host.publish(Files.writeString(directory.resolve("count.yaml"), FLOW));
            host.trigger("kit.count", ".data");
            Set<Integer> statuses = ConcurrentHashMap.newKeySet();
            var begin = new CountDownLatch(1);
            var senders = new ArrayList<Thread>();
            for (int i = 0; i < DELIVERIES; i++) {
                var delivery = SignedDelivery.of("d-" + i, "{\"number\":%d}".formatted(i));
                senders.add(Thread.startVirtualThread(() -> send(host, delivery, begin, statuses)));
            }
            begin.countDown();
            for (Thread sender : senders) {
                sender.join();
            }

            assertThat(statuses).containsExactly(200);
            FlowHost.eventually("all runs", () -> completed(host).size() == DELIVERIES);
            assertThat(
                            host.process()
                                    .hooks()
                                    .deliveries()
                                    .list(Workspace.DEFAULT, HookedHost.TRIGGER, 1_000, null)
                                    .items())
                    .hasSize(DELIVERIES);
        }
    }

    private static void send(
            HookedHost host, WebhookRequest delivery, CountDownLatch begin, Set<Integer> statuses) {
        try {
            begin.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        statuses.add(
                host.process()
                        .hooks()
                        .webhooks()
                        .handle("default", HookedHost.TRIGGER, delivery)
                        .status());
    }

    private static Set<String> completed(HookedHost host) {
        var found = new HashSet<String>();
        String cursor = null;
        do {
            var page =
                    host.process()
                            .client()
                            .list(
                                    RunQuery.all(Workspace.DEFAULT, 100)
                                            .withStatuses(Set.of(RunStatus.COMPLETED))
                                            .after(cursor));
            page.items().stream().map(RunHead::workflowId).forEach(id -> found.add(id.value()));
            cursor = page.cursor();
        } while (cursor != null);
        return found;
    }
}
