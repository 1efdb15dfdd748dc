package dev.belay.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.history.HistoryEvent;
import dev.belay.core.model.RunKey;
import dev.belay.core.model.RunStatus;
import dev.belay.core.model.WorkflowId;
import dev.belay.core.model.Workspace;
import dev.belay.core.port.RunHead;
import dev.belay.schedule.LedgerEntry.Ending;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// Goal: a schedule that lives for ever keeps a short history, and loses nothing when it begins a
/// new one.
class LongLivedScheduleTest {
    private static World everyMinute(ScheduleTarget target, SchedulePolicy policy) {
        return World.at("2026-01-01T00:00:30Z")
                .with(ScheduleDefinition.of(ScheduleSpec.cron("* * * * *"), target).with(policy));
    }

    @Test
    void its_history_begins_anew_and_nothing_is_lost() {
        World world = everyMinute(World.QUICK, SchedulePolicy.DEFAULT);
        world.until("2026-01-01T12:00:45Z");

        assertThat(world.state().counts().fired()).isEqualTo(720);
        assertThat(world.state().counts().completed()).isEqualTo(720);
        assertThat(world.state().counts().skippedOverlap()).isZero();
        assertThat(histories(world)).hasSizeGreaterThan(1);
        assertThat(histories(world)).allMatch(events -> events < 10_000);
    }

    @Test
    void it_waits_for_an_open_run_before_it_begins_anew() {
        World world =
                everyMinute(
                        ScheduleTarget.of("slow", "PT90S"),
                        SchedulePolicy.DEFAULT.withOverlap(Overlap.BUFFER_ONE));
        world.until("2026-01-01T12:00:45Z");

        assertThat(histories(world)).hasSizeGreaterThan(1);
        assertThat(world.state().ledger())
                .filteredOn(entry -> entry.status() == DueStatus.FIRED)
                .filteredOn(entry -> entry.ended() != Ending.COMPLETED)
                .hasSize(1);
        Counts counts = world.state().counts();
        // Back to back: one run after the other, none lost.
        assertThat(counts.started()).isBetween(476L, 482L);
        assertThat(counts.started() + counts.skippedOverlap() + world.state().buffered())
                .isEqualTo(720);
    }

    @Test
    void a_run_that_stays_open_costs_no_history() {
        World world = everyMinute(ScheduleTarget.of("stuck", null), SchedulePolicy.DEFAULT);
        world.until("2026-01-08T00:00:45Z");
        assertThat(histories(world)).hasSize(1).allMatch(events -> events < 3_000);

        RunHead stuck = world.runs("stuck").getFirst();
        world.belay
                .client()
                .signal(
                        stuck.run(),
                        World.GO.name(),
                        dev.belay.core.model.Payload.Inline.of("\"go\""),
                        null);
        world.belay.runNow();

        // All of a week, and the run.
        assertThat(world.state().counts().skippedOverlap()).isEqualTo(7 * 1_440 - 1);
        assertThat(world.until("2026-01-08T00:01:01Z").state().counts().fired()).isEqualTo(2);
    }

    @Test
    void runs_side_by_side_do_not_keep_it_from_beginning_anew() {
        World world =
                everyMinute(
                        ScheduleTarget.of("slow", "PT5M"),
                        SchedulePolicy.DEFAULT.withOverlap(Overlap.ALLOW_ALL));
        world.until("2026-01-01T12:00:45Z");

        assertThat(histories(world)).hasSizeGreaterThan(1);
        assertThat(world.state().counts().fired()).isEqualTo(720);
        assertThat(world.runs("slow")).hasSize(720);
    }

    /// Events of each history of the schedule.
    private static List<Integer> histories(World world) {
        var sizes = new ArrayList<Integer>();
        for (RunHead head : world.runs(ScheduleWorkflow.TYPE.name())) {
            sizes.add(
                    (int)
                            world.belay.client().history(head.run(), 0, 100_000).stream()
                                    .mapToLong(batch -> batch.events().size())
                                    .sum());
        }
        return sizes;
    }

    @Test
    void whoever_holds_its_first_run_finds_the_last() {
        World world = World.at("2026-01-01T00:00:30Z");
        RunKey first =
                world.schedules.create(
                        "s",
                        ScheduleDefinition.of(ScheduleSpec.cron("* * * * *"), World.QUICK),
                        false);
        world.until("2026-01-01T09:00:45Z");

        assertThat(world.belay.client().describe(first).status())
                .isEqualTo(RunStatus.CONTINUED_AS_NEW);
        RunKey current = world.belay.client().find(Workspace.DEFAULT, new WorkflowId("schedule-s"));
        assertThat(current).isNotEqualTo(first);
        assertThat(
                        world.belay.client().history(current, 0, 1).getFirst().events().stream()
                                .filter(HistoryEvent.RunStarted.class::isInstance)
                                .map(HistoryEvent.RunStarted.class::cast)
                                .map(started ->
                                        Objects.requireNonNull(started.request().continuedFrom())))
                .hasSize(1);
    }
}
