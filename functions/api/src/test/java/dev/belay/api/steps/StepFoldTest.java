package dev.belay.api.steps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.activity.ActivityOptions;
import dev.belay.core.command.Command;
import dev.belay.core.history.Batch;
import dev.belay.core.history.HistoryEvent;
import dev.belay.core.history.HistoryEvent.ActivityAttemptFailed;
import dev.belay.core.history.HistoryEvent.ActivityCompleted;
import dev.belay.core.history.HistoryEvent.ActivityFailed;
import dev.belay.core.history.HistoryEvent.CommandIssued;
import dev.belay.core.history.HistoryEvent.RunTerminated;
import dev.belay.core.history.HistoryEvent.SignalReceived;
import dev.belay.core.model.Failure;
import dev.belay.core.model.Lane;
import dev.belay.core.model.Outcome;
import dev.belay.core.model.Payload;
import dev.belay.core.model.TaskQueue;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StepFoldTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Failure DOWN = Failure.application("down", "nobody answers", true);

    private final StepFold fold = new StepFold();

    private void tell(HistoryEvent... events) {
        long number = fold.lastBatch() + 1;
        fold.apply(new Batch(number, at(number), List.of(events)));
    }

    private static Instant at(long batch) {
        return START.plusSeconds(batch);
    }

    private static CommandIssued activity(int id, String name) {
        return new CommandIssued(
                id,
                new Command.ScheduleActivity(
                        name,
                        new TaskQueue(Lane.SYSTEM, name),
                        Payload.NULL,
                        ActivityOptions.DEFAULT));
    }

    private StepView only() {
        assertThat(fold.steps()).hasSize(1);
        return StepView.of(fold.steps().getFirst());
    }

    @Test
    void a_step_tells_its_attempts_and_when_the_next_one_begins() {
        tell(activity(1, "charge"));
        tell(new ActivityAttemptFailed(1, 1, DOWN, at(10)));

        assertThat(only().state()).isEqualTo(StepState.RETRYING);
        assertThat(only().attempt()).isEqualTo(2);
        assertThat(only().until()).isEqualTo(at(10));
        assertThat(only().failedAttempts())
                .containsExactly(
                        new StepView.FailedAttempt(1, at(2), at(10), "down: nobody answers"));
    }

    @Test
    void a_step_that_failed_for_good_is_closed_with_its_last_reason() {
        tell(activity(1, "charge"));
        tell(new ActivityFailed(1, 3, DOWN));

        assertThat(only().state()).isEqualTo(StepState.FAILED);
        assertThat(only().closedAt()).isEqualTo(at(2));
        assertThat(only().reason()).isEqualTo("down: nobody answers");
    }

    @Test
    void a_timer_that_nobody_waits_for_any_more_is_cancelled() {
        tell(new CommandIssued(1, new Command.StartTimer(at(100), "nap")));
        tell(new CommandIssued(2, new Command.CancelTimer(1)));

        assertThat(only().state()).isEqualTo(StepState.CANCELLED);
        assertThat(only().until()).isNull();
    }

    @Test
    void attempts_inside_of_decisions_are_one_step() {
        tell(new CommandIssued(1, local(1, new Outcome.Failed(DOWN))));
        tell(new CommandIssued(2, local(2, new Outcome.Completed(Payload.NULL))));
        tell(new CommandIssued(3, local(1, new Outcome.Completed(Payload.NULL))));

        assertThat(fold.steps()).extracting(step -> step.attempt).containsExactly(2, 1);
        assertThat(fold.step(2)).isSameAs(fold.step(1));
    }

    private static Command local(int attempt, Outcome outcome) {
        return new Command.RecordLocalActivity("price", attempt, outcome);
    }

    @Test
    void what_came_from_outside_stands_among_the_steps() {
        tell(activity(1, "charge"));
        tell(new SignalReceived("1", "hurry", Payload.NULL));

        assertThat(fold.steps())
                .extracting(step -> step.name)
                .containsExactly("charge", "signal hurry");
    }

    @Test
    void nothing_is_open_in_a_run_that_is_over() {
        tell(activity(1, "charge"));
        tell(new RunTerminated("1", "enough"));

        assertThat(only().state()).isEqualTo(StepState.CANCELLED);
        assertThat(only().closedAt()).isEqualTo(at(2));
    }

    @Test
    void the_steps_of_a_loop_are_one_row_that_shows_the_failed_one() {
        for (int id = 1; id <= 10; id++) {
            tell(activity(id, "insure"));
            tell(
                    id == 7
                            ? new ActivityFailed(7, 1, DOWN)
                            : new ActivityCompleted(id, 1, Payload.NULL));
        }
        tell(activity(11, "ship"));

        List<StepRow> rows = StepRow.of(fold.steps());
        assertThat(rows).hasSize(2);
        assertThat(rows.getFirst().count()).isEqualTo(10);
        assertThat(rows.getFirst().counts())
                .isEqualTo(Map.of(StepState.FAILED, 1, StepState.COMPLETED, 9));
        assertThat(rows.getFirst().step().command()).isEqualTo(7);
        assertThat(rows.getLast().group()).isNull();
    }

    @Test
    void a_loop_is_unfolded_with_what_failed_first() {
        for (int id = 1; id <= 10; id++) {
            tell(activity(id, "insure"));
            tell(
                    id == 7
                            ? new ActivityFailed(7, 1, DOWN)
                            : new ActivityCompleted(id, 1, Payload.NULL));
        }

        String group = fold.steps().getFirst().group();
        assertThat(StepRow.ofGroup(fold.steps(), group))
                .extracting(row -> row.step().command())
                .startsWith(7, 1, 2)
                .hasSize(10);
    }

    @Test
    void like_tasks_of_a_flow_at_different_places_are_different_loops() {
        for (int id = 1; id <= 12; id++) {
            tell(activity(id, "http-request"));
            fold.steps().getLast().task = id % 2 == 0 ? "/do/0/a" : "/do/1/b";
        }

        assertThat(StepRow.of(fold.steps())).extracting(StepRow::count).containsExactly(6, 6);
    }
}
