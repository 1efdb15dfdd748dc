package dev.belay.testkit.audit;

import static dev.belay.testkit.audit.Story.FAILURE;
import static dev.belay.testkit.audit.Story.VALUE;
import static dev.belay.testkit.audit.Story.command;
import static dev.belay.testkit.audit.Story.completed;
import static dev.belay.testkit.audit.Story.schedule;
import static dev.belay.testkit.audit.Story.signal;
import static dev.belay.testkit.audit.Story.started;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.command.Command;
import dev.belay.core.history.Batch;
import dev.belay.core.history.HistoryEvent;
import dev.belay.core.history.HistoryEvent.ActivityAttemptFailed;
import dev.belay.core.history.HistoryEvent.ActivityCompleted;
import dev.belay.core.history.HistoryEvent.ChildClosed;
import dev.belay.core.history.HistoryEvent.TimerFired;
import dev.belay.core.message.StartRequest;
import dev.belay.core.message.StartRequest.Parent;
import dev.belay.core.message.StartRequest.ParentClosePolicy;
import dev.belay.core.model.Lane;
import dev.belay.core.model.Outcome;
import dev.belay.core.model.Payload;
import dev.belay.core.model.RunKey;
import dev.belay.core.model.RunStatus;
import dev.belay.testkit.audit.Promises.Signal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Goal: the auditor names each thing that may not be, and says nothing of what may.
///
/// Method: histories written by hand, each with one thing wrong.
class HistoryAuditTest {
    private static final Instant RETRY_AT = Story.BEGIN.plusSeconds(3);

    record Wrong(Invariant invariant, Map<RunKey, List<Batch>> histories) {
        @Override
        public String toString() {
            return invariant.name();
        }
    }

    private static Story story() {
        return new Story(1);
    }

    /// An activity that needs two attempts.
    private static Story whole() {
        return story().then(started(), command(1, schedule(2)))
                .then(new ActivityAttemptFailed(1, 1, FAILURE, RETRY_AT))
                .then(new ActivityCompleted(1, 2, VALUE), completed(2));
    }

    private static Story parent(HistoryEvent... later) {
        return story().then(started(), command(1, startChild())).then(later);
    }

    private static Command startChild() {
        return new Command.StartChild(
                new Story(2).run.runId(), Story.request(), ParentClosePolicy.TERMINATE);
    }

    private static Story child(Payload result) {
        var parent = new Parent(story().run, Lane.SYSTEM, 1);
        return new Story(2)
                .then(new HistoryEvent.RunStarted(Story.request().withParent(parent)))
                .then(command(1, new Command.CompleteRun(result)));
    }

    private static HistoryEvent childClosed() {
        return new ChildClosed(
                1, new Story(2).run.runId(), RunStatus.COMPLETED, new Outcome.Completed(VALUE));
    }

    private static Story continued() {
        return story().then(started(), signal("s1"))
                .then(command(1, new Command.ContinueAsNew(new Story(2).run.runId(), next())));
    }

    private static StartRequest next() {
        return Story.request().withContinuation(story().run.runId(), List.of());
    }

    static Stream<Wrong> wrong() {
        var timer = new Command.StartTimer(Story.BEGIN.plusSeconds(60), "");
        return Stream.of(
                new Wrong(Invariant.BATCHES_HAVE_NO_GAP, whole().without(2).alone()),
                new Wrong(Invariant.ONE_START, story().then(completed(1)).alone()),
                new Wrong(Invariant.ONE_START, story().then(started(), started()).alone()),
                new Wrong(
                        Invariant.COMMANDS_HAVE_NO_GAP,
                        story().then(started(), completed(2)).alone()),
                new Wrong(Invariant.NOTHING_FOLLOWS_THE_END, whole().then(signal("late")).alone()),
                new Wrong(
                        Invariant.ENDS_ONCE,
                        story().then(started(), command(1, schedule(1)))
                                .then(new ActivityCompleted(1, 1, VALUE))
                                .then(new ActivityCompleted(1, 1, VALUE))
                                .alone()),
                new Wrong(Invariant.ENDS_ONCE, story().then(started(), new TimerFired(1)).alone()),
                new Wrong(
                        Invariant.ATTEMPTS_COUNT_UP,
                        story().then(started(), command(1, schedule(3)))
                                .then(new ActivityAttemptFailed(1, 2, FAILURE, RETRY_AT))
                                .alone()),
                new Wrong(
                        Invariant.ATTEMPTS_WITHIN_POLICY,
                        story().then(started(), command(1, schedule(1)))
                                .then(new ActivityAttemptFailed(1, 1, FAILURE, RETRY_AT))
                                .alone()),
                new Wrong(
                        Invariant.TIMER_NOT_EARLY,
                        story().then(started(), command(1, timer)).then(new TimerFired(1)).alone()),
                new Wrong(
                        Invariant.UPDATE_ANSWERED_ONCE,
                        story().then(started(), new HistoryEvent.UpdateRequested("u", "n", VALUE))
                                .then(command(1, answer()), command(2, answer()))
                                .alone()),
                new Wrong(
                        Invariant.ITEM_TAKEN_ONCE,
                        story().then(started(), signal("s1")).then(signal("s1")).alone()),
                new Wrong(
                        Invariant.ITEM_TAKEN_ONCE,
                        continued()
                                .with(
                                        new Story(2)
                                                .then(new HistoryEvent.RunStarted(next()))
                                                .then(signal("s1")))),
                new Wrong(Invariant.CHILD_WAS_ASKED_FOR, child(VALUE).alone()),
                new Wrong(
                        Invariant.CHILD_OUTCOME_IS_ITS_OWN,
                        parent(childClosed()).with(child(Payload.NULL))),
                new Wrong(Invariant.CHILD_OUTCOME_IS_ITS_OWN, parent(childClosed()).alone()),
                new Wrong(
                        Invariant.CONTINUATION_WAS_ASKED_FOR,
                        new Story(2).then(new HistoryEvent.RunStarted(next())).alone()));
    }

    private static Command answer() {
        return new Command.CompleteUpdate("u", new Outcome.Completed(VALUE));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void names_what_may_never_be(Wrong wrong) {
        assertThat(HistoryAudit.of(wrong.histories()).violations())
                .extracting(Violation::invariant)
                .contains(wrong.invariant());
    }

    @Test
    void says_nothing_of_histories_in_which_all_is_well() {
        assertThat(HistoryAudit.of(whole().alone()).violations()).isEmpty();
        assertThat(HistoryAudit.of(parent(childClosed()).with(child(VALUE))).violations())
                .isEmpty();
        assertThat(
                        HistoryAudit.of(
                                        continued()
                                                .with(
                                                        new Story(2)
                                                                .then(
                                                                        new HistoryEvent.RunStarted(
                                                                                next()))))
                                .violations())
                .isEmpty();
    }

    @Test
    void time_that_goes_back_is_named() {
        var earlier = new Batch(2, Story.BEGIN, List.of());
        var history =
                List.of(new Batch(1, Story.BEGIN.plusSeconds(1), List.of(started())), earlier);

        assertThat(HistoryAudit.of(Map.of(story().run, history)).violations())
                .extracting(Violation::invariant)
                .containsExactly(Invariant.TIME_MOVES_FORWARD);
    }

    @Test
    void a_run_that_is_still_open_is_a_leftover() {
        var story = story().then(started(), command(1, schedule(1)));

        assertThat(leftovers(story, RunStatus.RUNNING, Promises.NONE))
                .containsExactly(Invariant.RUN_CLOSES);
    }

    @Test
    void a_promised_run_without_a_history_is_a_leftover() {
        var promises = new Promises(Set.of(new Story(7).run), List.of());

        assertThat(leftovers(whole(), RunStatus.COMPLETED, promises))
                .containsExactly(Invariant.PROMISED_RUN_EXISTS);
    }

    @Test
    void a_list_that_shows_an_ended_run_as_open_is_a_leftover() {
        assertThat(leftovers(whole(), RunStatus.RUNNING, Promises.NONE))
                .containsExactly(Invariant.HEAD_SHOWS_THE_END);
    }

    @Test
    void a_continuation_that_never_began_is_a_leftover() {
        assertThat(leftovers(continued(), RunStatus.CONTINUED_AS_NEW, Promises.NONE))
                .containsExactly(Invariant.CONTINUATION_BEGINS);
    }

    @Test
    void accepted_signals_are_seen_in_the_order_of_their_sender() {
        var story = story().then(started(), signal("s2"), signal("s1"), completed(1));

        assertThat(leftovers(story, RunStatus.COMPLETED, accepted("s1", "s2")))
                .containsExactly(Invariant.SIGNALS_IN_ORDER);
        assertThat(leftovers(story, RunStatus.COMPLETED, accepted("s2", "s1"))).isEmpty();
        assertThat(leftovers(story, RunStatus.COMPLETED, accepted("s3")))
                .containsExactly(Invariant.ACCEPTED_SIGNAL_IS_SEEN);
    }

    @Test
    void an_activity_that_a_completed_run_left_is_a_loose_end() {
        var story = story().then(started(), command(1, schedule(1)), completed(2));

        assertThat(HistoryAudit.of(story.alone()).looseEnds())
                .extracting(Violation::invariant)
                .containsExactly(Invariant.ACTIVITY_ENDS);
    }

    private static Promises accepted(String... items) {
        return new Promises(
                List.of(),
                Stream.of(items).map(item -> new Signal(story().run, "a", item)).toList());
    }

    private static List<Invariant> leftovers(Story story, RunStatus shown, Promises promises) {
        return HistoryAudit.of(story.alone()).leftovers(promises, story.head(shown)).stream()
                .map(Violation::invariant)
                .toList();
    }
}
