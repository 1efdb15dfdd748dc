package dev.belay.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.schedule.LedgerEntry.Cause;
import dev.belay.testkit.CrashAt;
import dev.belay.testkit.CrashAt.Side;
import dev.belay.testkit.Effects;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Goal: wherever hosts die, each due time ends in the ledger once, and each run is started once.
class FaultsTest {
    /// Every 10 minutes till 01:00, with runs of 16: nothing ends when something is due.
    private static List<String> story(Overlap overlap, Effects effects, boolean suspendAlways) {
        World world = World.at("2026-01-01T00:05:00Z", effects, suspendAlways);
        world.schedules.create(
                "s",
                ScheduleDefinition.of(
                                ScheduleSpec.every("PT10M")
                                        .between(null, Instant.parse("2026-01-01T01:00:00Z")),
                                ScheduleTarget.of("slow", "PT16M"))
                        .with(SchedulePolicy.DEFAULT.withOverlap(overlap)),
                false);
        world.belay.runUntilIdle();
        var story = new ArrayList<>(world.ledger());
        story.add("runs " + world.runs("slow").size());
        return story;
    }

    @ParameterizedTest
    @EnumSource(Overlap.class)
    void a_schedule_ends_the_same_wherever_its_host_dies(Overlap overlap) {
        var counting = CrashAt.never();
        List<String> expected = story(overlap, counting, false);

        assertThat(expected).hasSize(7);
        for (int effect = 0; effect < counting.seen().size(); effect++) {
            for (Side side : Side.values()) {
                assertThat(story(overlap, CrashAt.effect(effect, side), false))
                        .as("died %s effect %d, %s", side, effect, counting.seen().get(effect))
                        .isEqualTo(expected);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Overlap.class)
    void a_schedule_that_is_replayed_at_every_step_ends_the_same(Overlap overlap) {
        assertThat(story(overlap, Effects.RELIABLE, true))
                .isEqualTo(story(overlap, Effects.RELIABLE, false));
    }

    @Test
    void a_request_is_answered_once_wherever_the_host_dies() {
        var counting = CrashAt.never();
        List<String> expected = askedStory(counting);

        for (int effect = 0; effect < counting.seen().size(); effect++) {
            for (Side side : Side.values()) {
                assertThat(askedStory(CrashAt.effect(effect, side)))
                        .as("died %s effect %d, %s", side, effect, counting.seen().get(effect))
                        .isEqualTo(expected);
            }
        }
    }

    private static List<String> askedStory(Effects effects) {
        World world = World.at("2026-01-01T00:05:00Z", effects, false);
        world.schedules.create(
                "s", ScheduleDefinition.of(ScheduleSpec.every("PT10M"), World.QUICK), false);
        world.until("2026-01-01T00:15:00Z");
        world.later(ScheduleWorkflow.TRIGGER, new ScheduleRequests.Trigger(Overlap.ALLOW_ALL));
        world.until("2026-01-01T00:25:00Z");
        world.later(ScheduleWorkflow.PAUSE, new ScheduleRequests.Pause(null));
        world.until("2026-01-01T00:35:00Z");
        world.later(ScheduleWorkflow.RESUME, new ScheduleRequests.Resume(null));
        world.until("2026-01-01T00:45:00Z");
        world.later(ScheduleWorkflow.DELETE, new ScheduleRequests.Delete(null));
        world.until("2026-01-01T00:55:00Z");
        // The trigger's own time is when it was taken.
        return world.state().ledger().stream()
                .map(entry ->
                        entry.cause() == Cause.TIME
                                ? World.line(entry)
                                : entry.cause() + " " + entry.workflowId())
                .toList();
    }

    static LongStream seeds() {
        long only = Long.getLong("simulation.seed", -1);
        return only < 0
                ? LongStream.range(0, Long.getLong("simulation.seeds", 40))
                : LongStream.of(only);
    }

    /// Hosts die at random, nobody is there for hours, policies are whatever they are.
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void each_due_time_is_in_the_ledger_once_and_each_run_is_started_once(long seed) {
        var random = new Random(seed);
        var dying = new Random(seed + 1);
        Effects effects =
                (name, effect) -> {
                    if (dying.nextInt(60) == 0) {
                        throw new Effects.HostDied("before " + name);
                    }
                    effect.run();
                    if (dying.nextInt(60) == 0) {
                        throw new Effects.HostDied("after " + name);
                    }
                };
        World world = World.at("2026-03-28T20:00:00Z", effects, seed % 2 == 0);
        Instant from = world.belay.clock().instant();
        Instant end = Instant.parse("2026-03-30T08:00:00Z");
        ScheduleDefinition definition = definition(random, end);
        world.schedules.create("s", definition, false);
        while (world.belay.clock().instant().isBefore(end.plusSeconds(90_000))) {
            Instant next = world.belay.clock().instant().plusSeconds(random.nextInt(14_000));
            if (random.nextInt(3) == 0) {
                world.downUntil(next.toString());
            } else {
                world.until(next.toString());
            }
        }
        world.belay.runUntilIdle();

        List<Instant> due =
                Timetables.of(definition.spec()).from(from).map(one -> one.at()).toList();
        assertThat(expanded(world, definition))
                .as("seed %d: %s", seed, world.ledger())
                .isEqualTo(due);
        Counts counts = world.state().counts();
        assertThat(world.runs("slow"))
                .hasSize((int) counts.started())
                .extracting(run -> run.workflowId())
                .doesNotHaveDuplicates();
        assertThat(counts.fired() + counts.caughtUp() + counts.missed() + counts.skippedOverlap())
                .isEqualTo(due.size());
        assertThat(world.belay.hostsDied()).isPositive();
    }

    private static ScheduleDefinition definition(Random random, Instant end) {
        List<String> crons =
                List.of("@hourly", "*/30 * * * *", "15,45 2-5,20-23 * * *", "5 */3 * * *");
        List<String> zones = List.of("Europe/Berlin", "UTC", "Australia/Lord_Howe");
        List<Overlap> overlaps = List.of(Overlap.values());
        List<CatchUp> catchUps = List.of(CatchUp.values());
        return ScheduleDefinition.of(
                        ScheduleSpec.cron(crons.get(random.nextInt(crons.size())))
                                .in(zones.get(random.nextInt(zones.size())))
                                .between(null, end)
                                .withJitter(java.time.Duration.ofMinutes(random.nextInt(10))),
                        ScheduleTarget.of("slow", "PT%dM".formatted(random.nextInt(70))))
                .with(
                        SchedulePolicy.DEFAULT
                                .withOverlap(overlaps.get(random.nextInt(overlaps.size())))
                                .withCatchUp(
                                        catchUps.get(random.nextInt(catchUps.size())),
                                        java.time.Duration.ofHours(1 + random.nextInt(5))));
    }

    /// The due times of the ledger, those in bulk one by one.
    private static List<Instant> expanded(World world, ScheduleDefinition definition) {
        var times = Timetables.of(definition.spec());
        var due = new ArrayList<Instant>();
        for (LedgerEntry entry : world.state().ledger()) {
            assertThat(entry.status())
                    .as(() -> String.join("\n", world.ledger()))
                    .isNotEqualTo(DueStatus.BUFFERED);
            if (entry.status() != DueStatus.IN_DST_GAP) {
                times.from(entry.due().minusNanos(1))
                        .limit(entry.count())
                        .map(one -> one.at())
                        .forEach(due::add);
            }
        }
        assertThat(new HashSet<>(due)).hasSameSizeAs(due);
        return due;
    }
}
