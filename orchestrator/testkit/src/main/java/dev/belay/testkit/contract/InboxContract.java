package dev.belay.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.message.InboxItem;
import dev.belay.core.model.Payload;
import dev.belay.core.model.RunKey;
import dev.belay.core.model.Workspace;
import dev.belay.core.port.Inbox;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What an [Inbox] promises.
public abstract class InboxContract {
    private static final int ROUNDS = 20;

    /// The inbox under test, the same one throughout a test.
    protected abstract Inbox inbox();

    @Test
    void an_inbox_is_empty_at_first() {
        assertThat(inbox().read(Samples.run())).isEmpty();
    }

    @Test
    void items_of_every_kind_come_back_whole() {
        var run = Samples.run();
        Samples.inboxItems().forEach(item -> assertThat(inbox().add(run, item)).isTrue());

        assertThat(inbox().read(run)).isEqualTo(Samples.inboxItems());
    }

    @Test
    void items_are_ordered_by_their_ids_however_they_came() {
        var run = Samples.run();
        List<String> ids =
                IntStream.range(0, 120)
                        .mapToObj(i -> String.format(Locale.ROOT, "%04d-x", i * 37 % 120))
                        .toList();
        ids.forEach(id -> assertThat(inbox().add(run, Samples.signal(id))).isTrue());

        assertThat(inbox().read(run).stream().map(InboxItem::itemId))
                .containsExactlyElementsOf(ids.stream().sorted().toList());
    }

    @Test
    void adding_an_item_again_changes_nothing() {
        var run = Samples.run();
        var item = Samples.signal("1");
        var sameId = new InboxItem.Cancel("1", "another item under the same id");

        assertThat(inbox().add(run, item)).isTrue();
        assertThat(inbox().add(run, item)).isTrue();
        assertThat(inbox().add(run, sameId)).isTrue();

        assertThat(inbox().read(run)).containsExactly(item);
    }

    @Test
    void large_items_are_all_read() {
        var run = Samples.run();
        var items = new ArrayList<InboxItem>();
        for (int i = 0; i < 40; i++) {
            items.add(
                    new InboxItem.Signal(
                            "" + (100 + i),
                            "page",
                            new Payload.Inline(Samples.bytes(32 * 1024)),
                            Samples.TIME));
        }
        items.forEach(item -> assertThat(inbox().add(run, item)).isTrue());

        assertThat(inbox().read(run)).isEqualTo(items);
        assertThat(inbox().seal(run, 7)).isEqualTo(items);
    }

    @Test
    void removed_items_are_forgotten_and_unknown_ids_ignored() {
        var run = Samples.run();
        IntStream.range(100, 160)
                .forEach(i -> assertThat(inbox().add(run, Samples.signal("" + i))).isTrue());

        inbox().remove(run, List.of());
        inbox().remove(run, IntStream.range(101, 159).mapToObj(i -> "" + i).toList());
        inbox().remove(run, List.of("110", "never-added"));

        assertThat(inbox().read(run)).containsExactly(Samples.signal("100"), Samples.signal("159"));
    }

    @Test
    void runs_do_not_see_each_other() {
        var run = Samples.run();
        var neighbour = Samples.run(run.workspace());
        var namesake = new RunKey(new Workspace(run.workspace().name() + "-2"), run.runId());
        assertThat(inbox().add(run, Samples.signal("1"))).isTrue();

        assertThat(inbox().seal(neighbour, 7)).isEmpty();
        assertThat(inbox().seal(namesake, 7)).isEmpty();
        inbox().remove(neighbour, List.of("1"));

        assertThat(inbox().read(run)).containsExactly(Samples.signal("1"));
        assertThat(inbox().add(run, Samples.signal("2"))).isTrue();
    }

    @Test
    void sealing_reads_what_was_added_and_refuses_what_comes_later() {
        var run = Samples.run();
        assertThat(inbox().add(run, Samples.signal("1"))).isTrue();

        assertThat(inbox().seal(run, 7)).containsExactly(Samples.signal("1"));

        assertThat(inbox().add(run, Samples.signal("2"))).isFalse();
    }

    @Test
    void sealing_again_reads_again() {
        var run = Samples.run();
        assertThat(inbox().add(run, Samples.signal("1"))).isTrue();

        assertThat(inbox().seal(run, 7)).containsExactly(Samples.signal("1"));
        assertThat(inbox().seal(run, 7)).contains(Samples.signal("1"));

        assertThat(inbox().add(run, Samples.signal("2"))).isFalse();
    }

    @Test
    void a_seal_that_is_taken_back_lets_items_in_again() {
        var run = Samples.run();
        inbox().seal(run, 7);

        inbox().unseal(run, 7);
        inbox().unseal(run, 7);

        assertThat(inbox().add(run, Samples.signal("1"))).isTrue();
        assertThat(inbox().read(run)).contains(Samples.signal("1"));
    }

    @Test
    void a_seal_for_a_batch_that_is_not_known_yet_stays() {
        var run = Samples.run();
        inbox().seal(run, 7);

        inbox().unseal(run, 6);

        assertThat(inbox().add(run, Samples.signal("1"))).isFalse();
    }

    @Test
    void a_seal_for_an_earlier_batch_does_not_replace_one_for_a_later() {
        var run = Samples.run();
        inbox().seal(run, 7);
        inbox().seal(run, 5);

        inbox().unseal(run, 6);

        assertThat(inbox().add(run, Samples.signal("1"))).isFalse();
    }

    @Test
    void removing_the_last_item_keeps_the_seal() {
        var run = Samples.run();
        assertThat(inbox().add(run, Samples.signal("1"))).isTrue();
        inbox().seal(run, 7);

        inbox().remove(run, List.of("1"));

        assertThat(inbox().read(run)).isEmpty();
        assertThat(inbox().add(run, Samples.signal("2"))).isFalse();
    }

    /// Goal: a sender who was told "accepted" is never forgotten by a run that closes.
    ///
    /// Method: senders and the sealer run against each other; the seal's answer must hold all that
    /// was accepted.
    @Test
    void a_seal_sees_every_item_whose_add_returns_true() {
        for (int round = 0; round < ROUNDS; round++) {
            var run = Samples.run();
            var racers = new ArrayList<Callable<List<String>>>();
            for (int sender = 0; sender < 3; sender++) {
                String prefix = sender + "-";
                racers.add(() -> addUntilSealed(run, prefix));
            }
            racers.add(() -> sealWhileFilling(run));

            List<List<String>> results = Race.run(racers);

            List<String> sealed = results.removeLast();
            for (List<String> accepted : results) {
                assertThat(sealed).as("round %d", round).containsAll(accepted);
            }
        }
    }

    private List<String> sealWhileFilling(RunKey run) {
        int reads = 0;
        while (inbox().read(run).isEmpty() && reads < 10_000) {
            reads++;
        }
        return inbox().seal(run, 7).stream().map(InboxItem::itemId).toList();
    }

    private List<String> addUntilSealed(RunKey run, String prefix) {
        var accepted = new ArrayList<String>();
        for (int i = 0; i < 300; i++) {
            String id = prefix + i;
            if (!inbox().add(run, Samples.signal(id))) {
                break;
            }
            accepted.add(id);
        }
        return accepted;
    }
}
