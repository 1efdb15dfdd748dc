package dev.belay.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.model.Workspace;
import dev.belay.core.port.Records;
import dev.belay.core.port.Records.Order;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What a [Records] promises.
public abstract class RecordsContract {
    /// The store under test, the same one throughout a test.
    protected abstract Records store();

    private final Workspace workspace = Samples.run().workspace();

    private Records.Key key(String name) {
        return new Records.Key(workspace, "things", name);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private List<String> names(Order order, @Nullable String after, int limit) {
        return store().list(workspace, "things", order, after, limit).stream()
                .map(Records.Entry::name)
                .toList();
    }

    @Test
    void what_was_put_is_got_until_it_is_removed() {
        assertThat(store().get(key("a"))).isEmpty();

        store().put(key("a"), bytes("one"));
        assertThat(store().get(key("a"))).hasValue(bytes("one"));
        store().put(key("a"), bytes("two"));
        assertThat(store().get(key("a"))).hasValue(bytes("two"));

        assertThat(store().remove(key("a"))).isTrue();
        assertThat(store().remove(key("a"))).isFalse();
        assertThat(store().get(key("a"))).isEmpty();
    }

    @Test
    void a_new_record_does_not_replace_one() {
        assertThat(store().putNew(key("a"), bytes("one"))).isTrue();
        assertThat(store().putNew(key("a"), bytes("two"))).isFalse();

        assertThat(store().get(key("a"))).hasValue(bytes("one"));
    }

    @Test
    void of_those_who_race_for_a_new_record_one_makes_it() {
        for (int i = 0; i < 20; i++) {
            Records.Key key = key("race-" + i);
            Callable<Boolean> maker = () -> store().putNew(key, bytes("x"));

            List<Boolean> made = Race.run(List.of(maker, maker, maker, maker));

            assertThat(Collections.frequency(made, true)).isEqualTo(1);
        }
    }

    @Test
    void a_list_is_in_the_order_of_names_page_by_page() {
        for (String name : List.of("b", "a/2", "a", "c", "a/10")) {
            store().put(key(name), bytes(name));
        }

        assertThat(names(Order.ASCENDING, null, 9)).containsExactly("a", "a/10", "a/2", "b", "c");
        assertThat(names(Order.ASCENDING, null, 2)).containsExactly("a", "a/10");
        assertThat(names(Order.ASCENDING, "a/10", 2)).containsExactly("a/2", "b");
        assertThat(names(Order.ASCENDING, "c", 2)).isEmpty();
        assertThat(names(Order.DESCENDING, null, 2)).containsExactly("c", "b");
        assertThat(names(Order.DESCENDING, "b", 9)).containsExactly("a/2", "a/10", "a");
        assertThat(names(Order.DESCENDING, "bb", 1)).containsExactly("b");
        assertThat(store().list(workspace, "things", Order.ASCENDING, "b", 1).getFirst().value())
                .isEqualTo(bytes("c"));
    }

    @Test
    void collections_and_workspaces_are_apart() {
        var other = new Workspace(workspace.name() + "-2");
        store().put(key("a"), bytes("here"));

        store().put(new Records.Key(workspace, "things-2", "a"), bytes("there"));
        store().put(new Records.Key(other, "things", "a"), bytes("elsewhere"));

        assertThat(store().get(key("a"))).hasValue(bytes("here"));
        assertThat(names(Order.ASCENDING, null, 9)).containsExactly("a");
        assertThat(store().list(other, "things", Order.DESCENDING, null, 9)).hasSize(1);
    }

    @Test
    void a_record_of_the_largest_size_is_kept() {
        byte[] large = Samples.bytes(Records.BYTES_MAX);

        store().put(key("large"), large);

        assertThat(store().get(key("large"))).hasValue(large);
    }
}
