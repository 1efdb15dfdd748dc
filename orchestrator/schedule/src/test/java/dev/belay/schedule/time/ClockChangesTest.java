package dev.belay.schedule.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Goal: no change of clocks swallows or doubles a run that was meant once, and what runs all the
/// time goes on in the time that elapses.
///
/// Berlin: forward at 02:00 on 2026-03-29, back at 03:00 on 2026-10-25. New York: forward at 02:00
/// on 2026-03-08, back at 02:00 on 2026-11-01. Lord Howe: half an hour back at 02:00 on 2026-04-05,
/// half an hour forward at 02:00 on 2026-10-04.
class ClockChangesTest {
    @ParameterizedTest(name = "{0} in {1} after {2}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # a chosen hour that does not exist: right after the gap, once
                    30 2 * * *     | Europe/Berlin       | 2026-03-28T12:00+01:00 | 2026-03-29T03:00+02:00 2026-03-30T02:30+02:00
                    */10 2 * * *   | Europe/Berlin       | 2026-03-28T12:00+01:00 | 2026-03-29T03:00+02:00 2026-03-30T02:00+02:00
                    0,30 2,3 * * * | Europe/Berlin       | 2026-03-28T12:00+01:00 | 2026-03-29T03:00+02:00 2026-03-29T03:30+02:00 2026-03-30T02:00+02:00
                    0 2 * * *      | America/New_York    | 2026-03-07T12:00-05:00 | 2026-03-08T03:00-04:00 2026-03-09T02:00-04:00
                    15 2 * * *     | Australia/Lord_Howe | 2026-10-03T12:00+10:30 | 2026-10-04T02:30+11:00 2026-10-05T02:15+11:00
                    30 2 * * *     | Australia/Lord_Howe | 2026-10-03T12:00+10:30 | 2026-10-04T02:30+11:00 2026-10-05T02:30+11:00
                    0 0 * * *      | Africa/Cairo        | 2025-04-24T12:00+02:00 | 2025-04-25T01:00+03:00 2025-04-26T00:00+03:00
                    0 12 30 12 *   | Pacific/Apia        | 2011-01-01T00:00-10:00 | 2011-12-31T00:00+14:00 2012-12-30T12:00+14:00
                    # a chosen hour that comes twice: the first time only
                    30 2 * * *     | Europe/Berlin       | 2026-10-24T12:00+02:00 | 2026-10-25T02:30+02:00 2026-10-26T02:30+01:00
                    */30 2 * * *   | Europe/Berlin       | 2026-10-24T12:00+02:00 | 2026-10-25T02:00+02:00 2026-10-25T02:30+02:00 2026-10-26T02:00+01:00
                    30 1 * * *     | America/New_York    | 2026-10-31T12:00-04:00 | 2026-11-01T01:30-04:00 2026-11-02T01:30-05:00
                    45 1 * * *     | Australia/Lord_Howe | 2026-04-04T12:00+11:00 | 2026-04-05T01:45+11:00 2026-04-06T01:45+10:30
                    # asked in the second pass of the hour
                    30 2 * * *     | Europe/Berlin       | 2026-10-25T02:10+01:00 | 2026-10-26T02:30+01:00
                    # days keep their time of day
                    0 17 * * *     | America/New_York    | 2026-03-07T12:00-05:00 | 2026-03-07T17:00-05:00 2026-03-08T17:00-04:00
                    0 12 * * 0     | Europe/Berlin       | 2026-03-23T00:00+01:00 | 2026-03-29T12:00+02:00 2026-04-05T12:00+02:00
                    # every hour: time elapses
                    */30 * * * *   | Europe/Berlin       | 2026-03-29T01:00+01:00 | 2026-03-29T01:30+01:00 2026-03-29T03:00+02:00 2026-03-29T03:30+02:00
                    5 * * * *      | Europe/Berlin       | 2026-03-29T01:00+01:00 | 2026-03-29T01:05+01:00 2026-03-29T03:05+02:00 2026-03-29T04:05+02:00
                    */30 * * * *   | Europe/Berlin       | 2026-10-25T01:30+02:00 | 2026-10-25T02:00+02:00 2026-10-25T02:30+02:00 2026-10-25T02:00+01:00 2026-10-25T02:30+01:00 2026-10-25T03:00+01:00
                    0 * * * *      | America/New_York    | 2026-11-01T00:30-04:00 | 2026-11-01T01:00-04:00 2026-11-01T01:00-05:00 2026-11-01T02:00-05:00
                    0 * * * *      | Australia/Lord_Howe | 2026-10-04T00:30+10:30 | 2026-10-04T01:00+10:30 2026-10-04T02:30+11:00 2026-10-04T03:00+11:00 2026-10-04T04:00+11:00
                    */10 * * * *   | Australia/Lord_Howe | 2026-10-04T01:40+10:30 | 2026-10-04T01:50+10:30 2026-10-04T02:30+11:00 2026-10-04T02:40+11:00
                    0 * * * *      | Australia/Lord_Howe | 2026-04-05T00:30+11:00 | 2026-04-05T01:00+11:00 2026-04-05T02:00+10:30 2026-04-05T03:00+10:30
                    45 * * * *     | Australia/Lord_Howe | 2026-04-05T01:00+11:00 | 2026-04-05T01:45+11:00 2026-04-05T01:45+10:30 2026-04-05T02:45+10:30
                    """)
    void changes_of_clocks_are_lived_through(
            String expression, String zone, String after, String expected) {
        List<Instant> times =
                Arrays.stream(expected.split(" "))
                        .map(text -> OffsetDateTime.parse(text).toInstant())
                        .toList();

        assertThat(
                        Cron.parse(expression, ZoneId.of(zone))
                                .from(OffsetDateTime.parse(after).toInstant())
                                .limit(times.size())
                                .map(DueTime::at))
                .containsExactlyElementsOf(times);
    }

    @Test
    void what_was_moved_out_of_a_gap_says_so() {
        DueTime moved =
                Cron.parse("30 2 * * *", ZoneId.of("Europe/Berlin"))
                        .after(Instant.parse("2026-03-28T12:00:00Z"))
                        .orElseThrow();

        assertThat(moved)
                .isEqualTo(
                        new DueTime(
                                Instant.parse("2026-03-29T01:00:00Z"),
                                LocalDateTime.parse("2026-03-29T02:30")));
    }

    /// Ten minutes after ten minutes, through all changes of a year.
    @ParameterizedTest
    @CsvSource({"Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia", "UTC"})
    void every_ten_minutes_is_every_ten_minutes(String zone) {
        List<Instant> times =
                Cron.parse("*/10 * * * *", ZoneId.of(zone))
                        .from(Instant.parse("2026-01-01T00:00:00Z"))
                        .limit(60_000)
                        .map(DueTime::at)
                        .toList();

        for (int i = 1; i < times.size(); i++) {
            assertThat(times.get(i)).isEqualTo(times.get(i - 1).plusSeconds(600));
        }
    }

    /// A daily time is due on each day, once.
    @ParameterizedTest
    @CsvSource({
        "0 2 * * *, Europe/Berlin",
        "30 2 * * *, Europe/Berlin",
        "30 1 * * *, America/New_York",
        "45 1 * * *, Australia/Lord_Howe",
        "15 2 * * *, Australia/Lord_Howe",
        "0 0 * * *, Africa/Cairo",
        "0 0 * * *, America/Santiago"
    })
    void a_daily_time_is_due_on_each_day_once(String expression, String zone) {
        ZoneId id = ZoneId.of(zone);
        List<java.time.LocalDate> days =
                Cron.parse(expression, id)
                        .from(Instant.parse("2025-01-02T12:00:00Z"))
                        .limit(1_000)
                        .map(due -> due.at().atZone(id).toLocalDate())
                        .toList();

        for (int i = 1; i < days.size(); i++) {
            assertThat(days.get(i)).isEqualTo(days.get(i - 1).plusDays(1));
        }
    }
}
