package dev.belay.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Hourly; nobody is there from 02:30 on.
class CatchUpTest {
    private static World world(CatchUp catchUp, Duration window, String until) {
        return World.at("2026-01-01T00:30:00Z")
                .with(
                        ScheduleDefinition.of(ScheduleSpec.cron("@hourly"), World.QUICK)
                                .with(
                                        SchedulePolicy.DEFAULT
                                                .withOverlap(Overlap.BUFFER_ALL)
                                                .withCatchUp(catchUp, window)))
                .until("2026-01-01T02:30:00Z")
                .downUntil(until);
    }

    @Test
    void all_makes_up_for_each() {
        assertThat(world(CatchUp.ALL, Duration.ofDays(1), "2026-01-01T06:30:00Z").ledger())
                .containsExactly(
                        "01:00 FIRED COMPLETED",
                        "02:00 FIRED COMPLETED",
                        "03:00 CAUGHT_UP COMPLETED",
                        "04:00 CAUGHT_UP COMPLETED",
                        "05:00 CAUGHT_UP COMPLETED",
                        "06:00 CAUGHT_UP COMPLETED");
    }

    @Test
    void latest_makes_up_for_the_newest() {
        World world = world(CatchUp.LATEST, Duration.ofDays(1), "2026-01-01T06:30:00Z");

        assertThat(world.ledger()).endsWith("03:00-05:00 MISSED", "06:00 CAUGHT_UP COMPLETED");
        assertThat(world.state().counts().missed()).isEqualTo(3);
    }

    @Test
    void latest_makes_up_for_nothing_where_one_is_on_time() {
        assertThat(world(CatchUp.LATEST, Duration.ofDays(1), "2026-01-01T06:00:30Z").ledger())
                .endsWith("03:00-05:00 MISSED", "06:00 FIRED COMPLETED");
    }

    @Test
    void skip_makes_up_for_nothing() {
        assertThat(world(CatchUp.SKIP, Duration.ofDays(1), "2026-01-01T06:30:00Z").ledger())
                .endsWith("02:00 FIRED COMPLETED", "03:00-06:00 MISSED");
    }

    @Test
    void what_is_older_than_the_window_is_missed() {
        assertThat(world(CatchUp.ALL, Duration.ofHours(2), "2026-01-01T06:30:00Z").ledger())
                .endsWith(
                        "03:00-04:00 MISSED",
                        "05:00 CAUGHT_UP COMPLETED",
                        "06:00 CAUGHT_UP COMPLETED");
    }

    @Test
    void it_goes_on_as_if_nothing_had_been() {
        assertThat(
                        world(CatchUp.SKIP, Duration.ofDays(1), "2026-01-01T06:30:00Z")
                                .until("2026-01-01T07:30:00Z")
                                .ledger())
                .endsWith("03:00-06:00 MISSED", "07:00 FIRED COMPLETED");
    }

    @Test
    void a_year_of_seconds_is_counted() {
        World world =
                World.at("2026-01-01T00:00:00Z")
                        .with(
                                ScheduleDefinition.of(
                                                ScheduleSpec.cron("*/5 * * * * *"), World.QUICK)
                                        .with(
                                                SchedulePolicy.DEFAULT.withCatchUp(
                                                        CatchUp.SKIP, Duration.ofDays(1))))
                        .downUntil("2027-01-01T00:00:02Z");

        assertThat(world.state().counts().missed()).isEqualTo(365L * 17_280 - 12);
        assertThat(world.state().counts().fired()).isPositive();
    }
}
