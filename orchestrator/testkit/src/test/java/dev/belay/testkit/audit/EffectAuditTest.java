package dev.belay.testkit.audit;

import static dev.belay.testkit.audit.Story.FAILURE;
import static dev.belay.testkit.audit.Story.VALUE;
import static dev.belay.testkit.audit.Story.command;
import static dev.belay.testkit.audit.Story.completed;
import static dev.belay.testkit.audit.Story.schedule;
import static dev.belay.testkit.audit.Story.started;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.command.Command;
import dev.belay.core.history.HistoryEvent.ActivityAttemptFailed;
import dev.belay.core.history.HistoryEvent.ActivityCompleted;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Goal: what was done in the world and what the history says of it are held against each other.
class EffectAuditTest {
    private static final Set<String> NOTED = Set.of("charge");

    /// Asks for attempt 1 after one second and for attempt 2 after three, which completes it.
    private static Story twoAttempts(Command schedule) {
        return new Story(1)
                .then(started(), command(1, schedule))
                .then(new ActivityAttemptFailed(1, 1, FAILURE, Story.BEGIN.plusSeconds(3)))
                .then(new ActivityCompleted(1, 2, VALUE), completed(2));
    }

    private static Effect effect(String call, int attempt, int activityId, int second) {
        var run = new Story(1).run;
        return new Effect(
                run,
                call,
                attempt,
                run.runId().value() + "-" + activityId,
                Story.BEGIN.plusSeconds(second));
    }

    private static List<Invariant> found(Command schedule, Effect... effects) {
        return HistoryAudit.of(twoAttempts(schedule).alone())
                .effects(List.of(effects), NOTED)
                .stream()
                .map(Violation::invariant)
                .toList();
    }

    @Test
    void an_attempt_that_was_asked_for_may_take_effect_more_than_once() {
        var again = effect("a", 2, 1, 4);

        assertThat(found(schedule(2), effect("a", 1, 1, 1), effect("a", 2, 1, 3), again)).isEmpty();
    }

    @Test
    void an_attempt_that_is_to_begin_at_most_once_may_not() {
        var plain = (Command.ScheduleActivity) schedule(2);
        var schedule =
                new Command.ScheduleActivity(
                        plain.activity(),
                        plain.queue(),
                        plain.input(),
                        plain.options().atMostOncePerAttempt());

        assertThat(found(schedule, effect("a", 2, 1, 3), effect("a", 2, 1, 4)))
                .containsExactly(Invariant.AT_MOST_ONCE);
    }

    @Test
    void an_attempt_that_nobody_asked_for_is_named() {
        assertThat(found(schedule(2), effect("a", 2, 1, 3), effect("a", 3, 1, 4)))
                .containsExactly(Invariant.EFFECT_WAS_ASKED_FOR);
        assertThat(found(schedule(2), effect("a", 2, 1, 3), effect("b", 1, 2, 4)))
                .containsExactly(Invariant.EFFECT_WAS_ASKED_FOR);
    }

    @Test
    void an_attempt_before_its_time_is_named() {
        assertThat(found(schedule(2), effect("a", 2, 1, 2)))
                .containsExactly(Invariant.EFFECT_WAS_ASKED_FOR);
    }

    @Test
    void a_completion_without_an_effect_is_named() {
        assertThat(found(schedule(2), effect("a", 1, 1, 1)))
                .containsExactly(Invariant.COMPLETION_HAS_EFFECT);
    }

    @Test
    void a_call_with_two_keys_is_named() {
        assertThat(found(schedule(2), effect("a", 2, 1, 3), effect("a", 1, 2, 3)))
                .contains(Invariant.KEY_IS_THE_CALLS);
    }

    @Test
    void effects_after_the_end_are_counted_and_allowed() {
        var late = effect("a", 2, 1, 9);
        var audit = HistoryAudit.of(twoAttempts(schedule(2)).alone());

        assertThat(audit.effects(List.of(late), NOTED)).isEmpty();
        assertThat(audit.late(List.of(late))).containsExactly(late);
    }
}
