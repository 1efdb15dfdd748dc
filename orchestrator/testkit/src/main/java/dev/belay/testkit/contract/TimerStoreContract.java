package dev.belay.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.message.RunMessage.TimerDue;
import dev.belay.core.message.TimerKey;
import dev.belay.core.model.Lane;
import dev.belay.core.port.TimerStore;
import dev.belay.core.port.TimerStore.ArmedTimer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What a [TimerStore] promises. The store must be empty when a test begins.
public abstract class TimerStoreContract {
    private static final Instant TIME = Samples.TIME.truncatedTo(ChronoUnit.MILLIS);
    private static final int LIMIT = 1_000;

    /// The store under test, the same one throughout a test.
    protected abstract TimerStore store();

    @Test
    void an_empty_store_has_nothing_due() {
        assertThat(store().due(Instant.parse("2999-01-01T00:00:00Z"), LIMIT)).isEmpty();
    }

    @Test
    void timers_of_every_kind_come_back_whole() {
        var run = Samples.run();
        var timers = new ArrayList<ArmedTimer>();
        for (TimerKey.Kind kind : TimerKey.Kind.values()) {
            timers.add(
                    new ArmedTimer(
                            Lane.AUTOMATION,
                            new TimerDue(run, TimerKey.of(kind, 4, 2), Samples.TIME)));
        }
        timers.forEach(store()::put);

        assertThat(store().due(TIME.plusSeconds(1), LIMIT))
                .containsExactlyInAnyOrderElementsOf(timers);
    }

    @Test
    void a_timer_is_due_before_a_time_that_is_after_its_own() {
        var timer = Samples.timer(Samples.run(), TIME);
        store().put(timer);

        assertThat(store().due(TIME.minusMillis(1), LIMIT)).isEmpty();
        assertThat(store().due(TIME, LIMIT)).isEmpty();
        assertThat(store().due(TIME.plusMillis(1), LIMIT)).containsExactly(timer);
        assertThat(store().due(TIME.plus(Duration.ofDays(400)), LIMIT)).containsExactly(timer);
    }

    @Test
    void keeping_a_timer_again_changes_nothing() {
        var timer = Samples.timer(Samples.run(), TIME);
        store().put(timer);
        store().put(timer);

        assertThat(store().due(TIME.plusSeconds(1), LIMIT)).containsExactly(timer);
        store().remove(timer);
        assertThat(store().due(TIME.plusSeconds(1), LIMIT)).isEmpty();
    }

    @Test
    void reading_what_is_due_does_not_forget_it() {
        var timer = Samples.timer(Samples.run(), TIME);
        store().put(timer);

        assertThat(store().due(TIME.plusSeconds(1), LIMIT)).containsExactly(timer);
        assertThat(store().due(TIME.plusSeconds(1), LIMIT)).containsExactly(timer);
    }

    @Test
    void a_removed_timer_is_forgotten_and_an_unknown_one_ignored() {
        var run = Samples.run();
        var timer = Samples.timer(run, TIME);
        var other = Samples.timer(Samples.run(run.workspace()), TIME);
        store().put(timer);
        store().put(other);

        store().remove(timer);
        store().remove(timer);
        store().remove(Samples.timer(Samples.run(), TIME));

        assertThat(store().due(TIME.plusSeconds(1), LIMIT)).containsExactly(other);
    }

    /// A sweep that removes the timer that it sent must not take one that was armed meanwhile.
    @Test
    void the_same_timer_armed_for_another_time_is_another_one() {
        var run = Samples.run();
        var first = Samples.timer(run, TIME);
        var later = Samples.timer(run, TIME.plusSeconds(60));
        store().put(first);
        store().put(later);

        assertThat(store().due(TIME.plusSeconds(90), LIMIT))
                .containsExactlyInAnyOrder(first, later);
        store().remove(first);
        assertThat(store().due(TIME.plusSeconds(90), LIMIT)).containsExactly(later);
    }

    @Test
    void timers_that_are_far_apart_come_soonest_first() {
        var timers = new ArrayList<ArmedTimer>();
        for (int hour : new int[] {5, 1, 4, 2, 3, 0}) {
            timers.add(Samples.timer(Samples.run(), TIME.plus(Duration.ofHours(hour))));
        }
        timers.forEach(store()::put);

        assertThat(store().due(TIME.plus(Duration.ofHours(6)), LIMIT))
                .isSortedAccordingTo((a, b) -> a.message().fireAt().compareTo(b.message().fireAt()))
                .hasSize(6);
    }

    @Test
    void a_sweep_with_a_limit_gets_to_all_that_is_due_and_nothing_else() {
        var due = new HashSet<ArmedTimer>();
        for (int i = 0; i < 60; i++) {
            due.add(Samples.timer(Samples.run(), TIME.plusMillis(i * 50L)));
        }
        var notYet = Samples.timer(Samples.run(), TIME.plusSeconds(10));
        due.forEach(store()::put);
        store().put(notYet);

        var swept = new HashSet<ArmedTimer>();
        for (int sweep = 0; sweep < 60; sweep++) {
            List<ArmedTimer> found = store().due(TIME.plusSeconds(10), 7);
            assertThat(found).hasSizeLessThanOrEqualTo(7);
            swept.addAll(found);
            found.forEach(store()::remove);
        }

        assertThat(swept).isEqualTo(due);
        assertThat(store().due(TIME.plusSeconds(11), LIMIT)).containsExactly(notYet);
    }
}
