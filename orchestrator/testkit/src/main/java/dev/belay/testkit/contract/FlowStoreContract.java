package dev.belay.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.model.Workspace;
import dev.belay.flow.store.FlowStore;
import dev.belay.flow.store.FlowVersion;
import dev.belay.flow.store.PublishedFlow;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// What a [FlowStore] promises.
public abstract class FlowStoreContract {
    private static final AtomicInteger WORKSPACES = new AtomicInteger();
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    private final Workspace workspace =
            new Workspace("flows-%d".formatted(WORKSPACES.incrementAndGet()));

    /// The store under test, the same one throughout a test.
    protected abstract FlowStore store();

    private static PublishedFlow flow(String workflow, int number, String source) {
        return new PublishedFlow(
                new FlowVersion(workflow, number, "1.0." + number, NOW, true),
                "{\"plan\":\"%s\"}".formatted(source).getBytes(StandardCharsets.UTF_8),
                source);
    }

    @Test
    void what_was_published_is_read_at_once() {
        var flow = flow("shop.order", 1, "one");

        assertThat(store().putIfAbsent(workspace, flow)).isTrue();

        assertThat(store().get(workspace, "shop.order", 1)).contains(flow);
        assertThat(store().versions(workspace, "shop.order")).containsExactly(flow.version());
    }

    @Test
    void what_is_not_published_is_not_there() {
        store().putIfAbsent(workspace, flow("shop.order", 1, "one"));

        assertThat(store().get(workspace, "shop.order", 2)).isEmpty();
        assertThat(store().get(workspace, "shop.other", 1)).isEmpty();
        assertThat(store().versions(workspace, "shop.other")).isEmpty();
        assertThat(store().get(new Workspace("elsewhere"), "shop.order", 1)).isEmpty();
    }

    @Test
    void a_number_is_given_once_and_a_loser_changes_nothing() {
        store().putIfAbsent(workspace, flow("shop.order", 1, "one"));

        assertThat(store().putIfAbsent(workspace, flow("shop.order", 1, "two"))).isFalse();

        assertThat(store().get(workspace, "shop.order", 1)).contains(flow("shop.order", 1, "one"));
    }

    @Test
    void of_publishers_that_race_for_a_number_one_wins() {
        var racers = new ArrayList<Callable<Boolean>>();
        for (int racer = 0; racer < 4; racer++) {
            var flow = flow("shop.order", 1, "by " + racer);
            racers.add(() -> store().putIfAbsent(workspace, flow));
        }

        assertThat(Race.run(racers)).containsOnlyOnce(true);
    }

    @Test
    void versions_ascend_by_number_beyond_nine() {
        for (int number = 1; number <= 12; number++) {
            store().putIfAbsent(workspace, flow("shop.order", number, "n" + number));
        }

        assertThat(store().versions(workspace, "shop.order"))
                .extracting(FlowVersion::number)
                .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
    }

    @Test
    void the_list_has_the_newest_version_of_each_flow_of_the_workspace() {
        store().putIfAbsent(workspace, flow("shop.order", 1, "one"));
        store().putIfAbsent(workspace, flow("shop.order", 2, "two"));
        store().putIfAbsent(workspace, flow("shop.cart", 1, "cart"));
        store().putIfAbsent(new Workspace("elsewhere"), flow("shop.away", 1, "away"));

        assertThat(store().list(workspace))
                .isEqualTo(
                        List.of(
                                flow("shop.cart", 1, "").version(),
                                flow("shop.order", 2, "").version()));
    }

    @Test
    void a_version_can_be_disabled_and_enabled_and_stays_what_it_is() {
        var flow = flow("shop.order", 1, "one");
        store().putIfAbsent(workspace, flow);

        store().enable(workspace, "shop.order", 1, false);
        store().enable(workspace, "shop.order", 7, false);

        assertThat(store().versions(workspace, "shop.order"))
                .containsExactly(flow.version().withEnabled(false));
        assertThat(store().get(workspace, "shop.order", 1).orElseThrow().source()).isEqualTo("one");
        store().enable(workspace, "shop.order", 1, true);
        assertThat(store().get(workspace, "shop.order", 1)).contains(flow);
    }
}
