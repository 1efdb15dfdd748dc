package dev.belay.webhook.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.belay.core.message.StartRequest.ConflictPolicy;
import dev.belay.core.model.Lane;
import dev.belay.core.model.Workspace;
import dev.belay.core.port.Page;
import dev.belay.webhook.EventFilter;
import dev.belay.webhook.Trigger;
import dev.belay.webhook.TriggerStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What a [TriggerStore] promises.
public abstract class TriggerStoreContract {
    private static final Workspace HERE = new Workspace("here");

    protected abstract TriggerStore store();

    private static final Trigger WHOLE =
            new Trigger(
                    HERE,
                    "orders",
                    "shop.order-flow",
                    3,
                    Lane.SYSTEM,
                    "github",
                    Map.of("signing", "github-key", "verify", "token"),
                    Map.of("url", "https://example.com/hook?a=1"),
                    true,
                    new Trigger.Expressions(
                            ".data.ref == \"main\"", ".data", "\"order-\" + .id", ".id"),
                    "{json:/id}",
                    ConflictPolicy.TERMINATE_EXISTING,
                    Duration.ofSeconds(60),
                    Set.of("x-region"),
                    4_096,
                    List.of(new EventFilter(Map.of("type", TextNode.valueOf("a.b")))),
                    "shop.order",
                    false);

    @Test
    void what_was_put_is_found_whole() {
        Trigger small = Trigger.of(HERE, "small", "flow", "slack");
        store().put(WHOLE);
        store().put(small);

        assertThat(store().find(HERE, "orders")).contains(WHOLE);
        assertThat(store().find(HERE, "small")).contains(small);
    }

    @Test
    void the_last_put_counts_until_it_is_removed() {
        store().put(WHOLE);
        store().put(WHOLE.withEnabled(true));

        assertThat(store().find(HERE, "orders")).contains(WHOLE.withEnabled(true));
        assertThat(store().remove(HERE, "orders")).isTrue();
        assertThat(store().remove(HERE, "orders")).isFalse();
        assertThat(store().find(HERE, "orders")).isEmpty();
    }

    @Test
    void a_trigger_is_its_workspaces() {
        store().put(WHOLE);

        assertThat(store().find(new Workspace("here-2"), "orders")).isEmpty();
        assertThat(store().find(HERE, "orders-2")).isEmpty();
        assertThat(store().find(HERE, "no id at all")).isEmpty();
    }

    @Test
    void a_list_is_in_the_order_of_ids_page_by_page() {
        for (String id : new String[] {"b", "a", "c"}) {
            store().put(Trigger.of(HERE, id, "flow", "slack"));
        }

        Page<Trigger> first = store().list(HERE, 2, null);
        Page<Trigger> second = store().list(HERE, 2, first.cursor());

        assertThat(first.items()).extracting(Trigger::id).containsExactly("a", "b");
        assertThat(second.items()).extracting(Trigger::id).containsExactly("c");
        assertThat(second.cursor()).isNull();
    }
}
