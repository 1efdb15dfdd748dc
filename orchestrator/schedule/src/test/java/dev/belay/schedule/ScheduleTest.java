package dev.belay.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.core.command.Command;
import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.history.HistoryEvent;
import dev.belay.core.model.RunStatus;
import dev.belay.schedule.ScheduleRequests.Answer;
import dev.belay.schedule.ScheduleRequests.Backfill;
import dev.belay.schedule.ScheduleRequests.Change;
import dev.belay.schedule.ScheduleRequests.Delete;
import dev.belay.schedule.ScheduleRequests.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    private static final ScheduleDefinition HOURLY =
            ScheduleDefinition.of(ScheduleSpec.cron("@hourly"), World.QUICK);

    private final World world = World.at("2026-01-01T00:30:00Z");

    @Test
    void a_paused_schedule_leaves_out_what_is_due() {
        world.with(HOURLY).until("2026-01-01T01:30:00Z").pause();
        world.until("2026-01-01T03:30:00Z").resume();

        assertThat(world.until("2026-01-01T04:30:00Z").ledger())
                .containsExactly(
                        "01:00 FIRED COMPLETED",
                        "02:00-03:00 SKIPPED_PAUSED",
                        "04:00 FIRED COMPLETED");
    }

    @Test
    void a_schedule_can_be_made_paused() {
        world.schedules.create("s", HOURLY, true);

        assertThat(world.until("2026-01-01T02:30:00Z").state().paused()).isTrue();
        world.resume();
        assertThat(world.ledger()).containsExactly("01:00-02:00 SKIPPED_PAUSED");
    }

    @Test
    void a_description_says_what_comes_next() {
        world.with(HOURLY);

        assertThat(world.state().next())
                .hasSize(10)
                .startsWith(
                        Instant.parse("2026-01-01T01:00:00Z"),
                        Instant.parse("2026-01-01T02:00:00Z"));
    }

    @Test
    void a_trigger_starts_a_run_at_once() {
        world.with(HOURLY);

        Answer answer = world.ask(ScheduleWorkflow.TRIGGER, new Trigger(null));

        assertThat(answer.workflowId()).isEqualTo("s-trigger-1");
        assertThat(world.ledger()).containsExactly("00:30 FIRED COMPLETED");
        assertThat(world.state().ledger().getFirst().cause()).isEqualTo(LedgerEntry.Cause.TRIGGER);
    }

    @Test
    void a_trigger_keeps_to_the_overlap_policy_unless_it_has_its_own() {
        world.with(
                        ScheduleDefinition.of(
                                ScheduleSpec.cron("@hourly"), ScheduleTarget.of("stuck", null)))
                .until("2026-01-01T01:30:00Z");

        assertThat(world.ask(ScheduleWorkflow.TRIGGER, new Trigger(null)).text())
                .isEqualTo("SKIPPED_OVERLAP");
        assertThat(world.ask(ScheduleWorkflow.TRIGGER, new Trigger(Overlap.ALLOW_ALL)).text())
                .isEqualTo("FIRED");
        assertThatThrownBy(() ->
                        world.ask(ScheduleWorkflow.TRIGGER, new Trigger(Overlap.TERMINATE_OTHER)))
                .hasMessageContaining("write CANCEL_OTHER");
    }

    @Test
    void a_backfill_starts_what_was_due_one_after_the_other() {
        world.with(HOURLY);

        Answer answer =
                world.ask(
                        ScheduleWorkflow.BACKFILL,
                        new Backfill(
                                Instant.parse("2025-12-31T20:00:00Z"),
                                Instant.parse("2025-12-31T22:00:00Z"),
                                null));

        assertThat(answer.runs()).isEqualTo(3);
        assertThat(world.ledger())
                .containsExactly(
                        "20:00 FIRED COMPLETED", "21:00 FIRED COMPLETED", "22:00 FIRED COMPLETED");
        assertThat(world.runs("slow"))
                .extracting(run -> run.workflowId().value())
                .contains("s-2025-12-31T20:00:00Z-backfill-1");
    }

    @Test
    void a_backfill_of_the_future_or_of_too_much_is_refused() {
        world.with(HOURLY);
        Instant past = Instant.parse("2025-01-01T00:00:00Z");

        assertThatThrownBy(() -> backfill(past, Instant.parse("2026-02-01T00:00:00Z")))
                .hasMessageContaining("write times that are past");
        assertThatThrownBy(() -> backfill(past, Instant.parse("2026-01-01T00:00:00Z")))
                .hasMessageContaining("there is room for 100");
    }

    private Answer backfill(Instant from, Instant to) {
        return world.ask(ScheduleWorkflow.BACKFILL, new Backfill(from, to, null));
    }

    @Test
    void a_change_holds_from_now_on() {
        world.with(HOURLY).until("2026-01-01T01:30:00Z");

        Answer answer =
                world.ask(
                        ScheduleWorkflow.CHANGE,
                        new Change(HOURLY.with(ScheduleSpec.cron("*/20 * * * *")), 1L));

        assertThat(answer.version()).isEqualTo(2);
        assertThat(world.until("2026-01-01T02:05:00Z").ledger())
                .containsExactly(
                        "01:00 FIRED COMPLETED", "01:40 FIRED COMPLETED", "02:00 FIRED COMPLETED");
    }

    @Test
    void a_change_of_another_version_is_refused() {
        world.with(HOURLY);

        assertThatThrownBy(() -> world.ask(ScheduleWorkflow.CHANGE, new Change(HOURLY, 7L)))
                .isInstanceOf(BelayException.class)
                .hasMessageContaining("has version 1, the change is for 7");
        assertThat(world.state().version()).isEqualTo(1);
    }

    @Test
    void a_change_to_nonsense_is_refused_with_what_to_write() {
        world.with(HOURLY);
        var nonsense = HOURLY.with(ScheduleSpec.cron("61 * * * *"));

        assertThatThrownBy(() -> world.ask(ScheduleWorkflow.CHANGE, new Change(nonsense, null)))
                .hasMessageContaining("numbers of 0 to 59");
        assertThat(world.until("2026-01-01T01:30:00Z").ledger())
                .containsExactly("01:00 FIRED COMPLETED");
    }

    @Test
    void what_is_due_before_a_change_is_due_under_the_old_definition() {
        var jittered = HOURLY.with(HOURLY.spec().withJitter(Duration.ofMinutes(50)));
        world.with(jittered).until("2026-01-01T01:00:01Z");

        world.ask(ScheduleWorkflow.CHANGE, new Change(HOURLY, null));

        assertThat(world.until("2026-01-01T02:30:00Z").ledger())
                .containsExactly("01:00 FIRED COMPLETED", "02:00 FIRED COMPLETED");
    }

    @Test
    void a_deleted_schedule_ends_and_leaves_its_runs_alone() {
        var run = world.schedules.create("s", definition("stuck", SchedulePolicy.DEFAULT), false);
        world.until("2026-01-01T01:30:00Z").ask(ScheduleWorkflow.DELETE, new Delete(null));

        assertThat(world.belay.client().describe(run).status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(world.runs("stuck"))
                .extracting(head -> head.status())
                .containsExactly(RunStatus.RUNNING);
        assertThat(world.schedules.list(10, null).items()).isEmpty();
    }

    @Test
    void what_waited_when_a_schedule_is_deleted_is_missed() {
        world.with(definition("stuck", SchedulePolicy.DEFAULT.withOverlap(Overlap.BUFFER_ONE)))
                .until("2026-01-01T02:30:00Z")
                .ask(ScheduleWorkflow.DELETE, new Delete("no longer needed"));

        assertThat(world.ledger()).containsExactly("01:00 FIRED", "02:00 MISSED");
    }

    @Test
    void a_cancelled_schedule_leaves_its_runs_alone() {
        var run = world.schedules.create("s", definition("stuck", SchedulePolicy.DEFAULT), false);
        world.until("2026-01-01T01:30:00Z");
        world.belay.client().cancel(run, "enough");
        world.belay.runNow();

        assertThat(world.belay.client().describe(run).status()).isEqualTo(RunStatus.CANCELLED);
        assertThat(world.runs("stuck"))
                .extracting(head -> head.status())
                .containsExactly(RunStatus.RUNNING);
    }

    @Test
    void a_failure_pauses_a_schedule_that_wants_it() {
        world.with(definition("failing", SchedulePolicy.DEFAULT.withPauseOnFailure()))
                .until("2026-01-01T03:30:00Z");

        assertThat(world.ledger()).containsExactly("01:00 FIRED FAILED");
        assertThat(world.state().pauseReason()).contains("s-2026-01-01T01:00:00Z", "as always");
        assertThat(world.schedules.list(10, null).items())
                .extracting(ScheduleClient.Summary::paused)
                .containsExactly(true);
    }

    @Test
    void a_failure_pauses_nothing_else() {
        world.with(definition("failing", SchedulePolicy.DEFAULT)).until("2026-01-01T02:30:00Z");

        assertThat(world.ledger()).containsExactly("01:00 FIRED FAILED", "02:00 FIRED FAILED");
        assertThat(world.state().counts().failed()).isEqualTo(2);
    }

    @Test
    void a_schedule_with_a_number_of_runs_is_over_after_them() {
        var run =
                world.schedules.create(
                        "s", definition("slow", SchedulePolicy.DEFAULT.withRunsMax(2)), false);
        world.until("2026-01-01T05:30:00Z");

        assertThat(world.ledger())
                .containsExactly("01:00 FIRED COMPLETED", "02:00 FIRED COMPLETED");
        assertThat(world.belay.client().describe(run).status()).isEqualTo(RunStatus.COMPLETED);
    }

    @Test
    void a_schedule_whose_end_has_passed_is_over() {
        var spec =
                ScheduleSpec.cron("@hourly").between(null, Instant.parse("2026-01-01T02:00:00Z"));
        var run = world.schedules.create("s", HOURLY.with(spec), false);
        world.belay.runUntilIdle();

        assertThat(world.ledger())
                .containsExactly("01:00 FIRED COMPLETED", "02:00 FIRED COMPLETED");
        assertThat(world.belay.client().describe(run).status()).isEqualTo(RunStatus.COMPLETED);
    }

    @Test
    void after_counts_from_the_end_of_the_run_before() {
        world.with(
                        ScheduleDefinition.of(
                                ScheduleSpec.after(Duration.ofMinutes(10)),
                                ScheduleTarget.of("slow", "PT25M")))
                .until("2026-01-01T01:45:00Z");

        assertThat(world.ledger())
                .containsExactly("00:30 FIRED COMPLETED", "01:05 FIRED COMPLETED", "01:40 FIRED");
    }

    @Test
    void after_waits_for_whoever_resumes_it() {
        world.with(ScheduleDefinition.of(ScheduleSpec.after(Duration.ofMinutes(10)), World.QUICK))
                .pause();
        world.until("2026-01-01T02:00:00Z").resume();

        assertThat(world.ledger()).startsWith("00:30 FIRED COMPLETED", "00:40 CAUGHT_UP COMPLETED");
    }

    @Test
    void a_time_that_the_clocks_jump_over_is_in_the_ledger_with_where_it_went() {
        World berlin =
                World.at("2026-03-28T12:00:00Z")
                        .with(HOURLY.with(ScheduleSpec.cron("30 2 * * *").in("Europe/Berlin")))
                        .until("2026-03-30T12:00:00Z");

        assertThat(berlin.ledger())
                .containsExactly(
                        "01:00 IN_DST_GAP", "01:00 FIRED COMPLETED", "00:30 FIRED COMPLETED");
        LedgerEntry gap = berlin.state().ledger().getFirst();
        assertThat(gap.inGap()).isEqualTo(LocalDateTime.parse("2026-03-29T02:30"));
        assertThat(gap.note()).isEqualTo("moved to 2026-03-29T01:00:00Z");
    }

    @Test
    void a_time_that_comes_twice_is_due_once() {
        World newYork =
                World.at("2026-10-31T12:00:00Z")
                        .with(HOURLY.with(ScheduleSpec.cron("30 1 * * *").in("America/New_York")))
                        .until("2026-11-02T12:00:00Z");

        assertThat(newYork.ledger())
                .containsExactly("05:30 FIRED COMPLETED", "06:30 FIRED COMPLETED");
    }

    @Test
    void jitter_delays_the_run_and_not_its_due_time() {
        var jittered = HOURLY.with(HOURLY.spec().withJitter(Duration.ofMinutes(30)));
        LedgerEntry one =
                world.with(jittered).until("2026-01-01T01:59:00Z").state().ledger().getFirst();
        LedgerEntry other =
                World.at("2026-01-01T00:30:00Z")
                        .with(jittered)
                        .until("2026-01-01T01:59:00Z")
                        .state()
                        .ledger()
                        .getFirst();

        assertThat(one.due()).isEqualTo(Instant.parse("2026-01-01T01:00:00Z"));
        assertThat(one.startedAt()).isAfter(one.due()).isEqualTo(other.startedAt());
    }

    @Test
    void an_id_is_taken_once() {
        world.with(HOURLY);

        assertThatThrownBy(() -> world.schedules.create("s", HOURLY, false))
                .isInstanceOfSatisfying(
                        BelayException.class,
                        failed -> assertThat(failed.code()).isEqualTo(ErrorCode.DUPLICATE_RUN));
        assertThatThrownBy(() -> world.schedules.create("No Name", HOURLY, false))
                .hasMessageContaining("the schedule's id is 'No Name'; write 1 to 120 characters");
    }

    @Test
    void a_run_that_was_started_with_nonsense_fails_with_what_to_write() {
        var nonsense = ScheduleState.fresh("s", HOURLY.with(ScheduleSpec.every("hourly")), false);
        var run = world.belay.start(ScheduleWorkflow.TYPE, "schedule-s", nonsense);
        world.belay.runNow();

        assertThat(run.failure().type()).isEqualTo("invalid-schedule");
        assertThat(run.failure().message()).contains("every is 'hourly'; write an ISO 8601");
    }

    @Test
    void what_is_due_is_recorded_once_and_read_at_every_replay() {
        var run = world.schedules.create("s", HOURLY, false);
        world.until("2026-01-01T03:30:00Z");

        assertThat(world.belay.client().history(run, 0, 1_000))
                .flatExtracting(batch -> batch.events())
                .filteredOn(event ->
                        event instanceof HistoryEvent.CommandIssued issued
                                && issued.command() instanceof Command.RecordSideEffect)
                // When it was made, and at each due time.
                .hasSize(4);
    }

    @Test
    void lists_show_schedules_with_what_they_start() {
        world.with(HOURLY);
        world.pause();

        assertThat(world.schedules.list(10, null).items())
                .containsExactly(
                        new ScheduleClient.Summary(
                                "s",
                                "slow",
                                true,
                                RunStatus.RUNNING,
                                Instant.parse("2026-01-01T00:30:00Z")));
    }

    private static ScheduleDefinition definition(String workflow, SchedulePolicy policy) {
        return ScheduleDefinition.of(
                        ScheduleSpec.cron("@hourly"), ScheduleTarget.of(workflow, "PT1S"))
                .with(policy);
    }
}
