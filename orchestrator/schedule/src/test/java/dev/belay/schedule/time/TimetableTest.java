package dev.belay.schedule.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.core.error.BelayException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimetableTest {
    private static final ZoneId UTC = ZoneId.of("UTC");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @ParameterizedTest(name = "every {0} from {1} in {2}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    PT1H    | 2026-01-01T00:20Z      | UTC           | 2026-01-01T05:00Z      | 2026-01-01T05:20Z 2026-01-01T06:20Z
                    PT1H    | 2026-01-01T00:20Z      | UTC           | 2025-01-01T05:00Z      | 2026-01-01T00:20Z 2026-01-01T01:20Z
                    PT7M    | 1970-01-01T00:00Z      | UTC           | 1970-01-01T00:07Z      | 1970-01-01T00:14Z
                    PT1.5S  | 2026-01-01T00:00Z      | UTC           | 2026-01-01T00:00Z      | 2026-01-01T00:00:01.5Z 2026-01-01T00:00:03Z
                    PT36H   | 2026-01-01T00:00Z      | UTC           | 2026-01-01T00:00Z      | 2026-01-02T12:00Z 2026-01-04T00:00Z
                    P1D     | 2026-03-27T09:00+01:00 | Europe/Berlin | 2026-03-28T12:00+01:00 | 2026-03-29T09:00+02:00 2026-03-30T09:00+02:00
                    PT24H   | 2026-03-27T09:00+01:00 | Europe/Berlin | 2026-03-28T12:00+01:00 | 2026-03-29T10:00+02:00 2026-03-30T10:00+02:00
                    P1D     | 2026-03-27T02:30+01:00 | Europe/Berlin | 2026-03-28T12:00+01:00 | 2026-03-29T03:00+02:00 2026-03-30T02:30+02:00
                    P1D     | 2026-10-24T02:30+02:00 | Europe/Berlin | 2026-10-24T12:00+02:00 | 2026-10-25T02:30+02:00 2026-10-26T02:30+01:00
                    P1M     | 2026-01-31T00:00Z      | UTC           | 2026-01-31T00:00Z      | 2026-02-28T00:00Z 2026-03-31T00:00Z 2026-04-30T00:00Z
                    P1Y     | 2024-02-29T00:00Z      | UTC           | 2024-02-29T00:00Z      | 2025-02-28T00:00Z 2026-02-28T00:00Z 2027-02-28T00:00Z 2028-02-29T00:00Z
                    P2W     | 2026-01-01T00:00Z      | UTC           | 2026-06-01T00:00Z      | 2026-06-04T00:00Z 2026-06-18T00:00Z
                    P1DT12H | 2026-01-01T00:00Z      | UTC           | 2026-01-01T00:00Z      | 2026-01-02T12:00Z 2026-01-04T00:00Z
                    P1M     | 1970-01-01T00:00Z      | UTC           | 2150-05-15T00:00Z      | 2150-06-01T00:00Z 2150-07-01T00:00Z
                    """)
    void an_interval_is_counted_from_its_anchor(
            String every, String anchor, String zone, String after, String expected) {
        List<Instant> times =
                Arrays.stream(expected.split(" ")).map(TimetableTest::instant).toList();

        assertThat(
                        Intervals.parse(every, instant(anchor), ZoneId.of(zone))
                                .from(instant(after))
                                .limit(times.size())
                                .map(DueTime::at))
                .containsExactlyElementsOf(times);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PT0S",
                "PT0.5S",
                "-PT1H",
                "P-1D",
                "1h",
                "",
                "P",
                "PT",
                "P1D T1H",
                "P9999999Y"
            })
    void what_is_no_interval_is_refused_with_what_to_write(String every) {
        assertThatThrownBy(() -> Intervals.parse(every, Instant.EPOCH, UTC))
                .isInstanceOf(BelayException.class)
                .hasMessageContaining("every is '%s'; write an ISO 8601".formatted(every));
    }

    @Test
    void the_last_working_day_of_the_month_is_a_calendar() {
        Timetable times = Calendars.of("*", "*", "LW", "*", "18", "0", "0", BERLIN);

        assertThat(times.from(instant("2026-01-01T00:00Z")).limit(2).map(DueTime::at))
                .containsExactly(
                        instant("2026-01-30T18:00+01:00"), instant("2026-02-27T18:00+01:00"));
    }

    @Test
    void all_parts_of_a_calendar_must_match() {
        Timetable fridayThe13th = Calendars.of("2026-2027", "*", "13", "FRI", "0", "0", "0", UTC);

        assertThat(fridayThe13th.from(instant("2026-01-01T00:00Z")).map(due -> day(due)))
                .containsExactly(
                        LocalDate.parse("2026-02-13"),
                        LocalDate.parse("2026-03-13"),
                        LocalDate.parse("2026-11-13"),
                        LocalDate.parse("2027-08-13"));
    }

    @Test
    void a_calendar_that_never_comes_is_refused() {
        assertThatThrownBy(() -> Calendars.of("2027", "2", "29", "*", "0", "0", "0", UTC))
                .hasMessageContaining("no such day exists");
    }

    @Test
    void listed_times_are_local_or_have_an_offset() {
        Timetable times =
                ListedTimes.parse(
                        List.of("2026-12-24T18:00", "2026-03-29T02:30", "2026-06-01T00:00Z"),
                        BERLIN);

        assertThat(times.from(Instant.EPOCH))
                .containsExactly(
                        new DueTime(
                                instant("2026-03-29T03:00+02:00"),
                                java.time.LocalDateTime.parse("2026-03-29T02:30")),
                        DueTime.of(instant("2026-06-01T00:00Z")),
                        DueTime.of(instant("2026-12-24T18:00+01:00")));
    }

    @Test
    void what_several_parts_name_is_due_once() {
        Timetable times =
                new TimetableBuilder(UTC)
                        .cron("0 * * * *")
                        .cron("0 12 * * *")
                        .interval("PT90M", instant("2026-01-01T00:00Z"))
                        .build(null, null, List.of());

        assertThat(times.from(instant("2026-01-01T11:00Z")).limit(4).map(DueTime::at))
                .containsExactly(
                        instant("2026-01-01T12:00Z"),
                        instant("2026-01-01T13:00Z"),
                        instant("2026-01-01T13:30Z"),
                        instant("2026-01-01T14:00Z"));
    }

    @Test
    void start_and_end_belong_to_it() {
        Timetable times =
                Cron.parse("0 0 * * *", UTC)
                        .between(instant("2026-01-03T00:00Z"), instant("2026-01-05T00:00Z"));

        assertThat(times.from(instant("2026-01-01T00:00Z")).map(due -> day(due)))
                .containsExactly(
                        LocalDate.parse("2026-01-03"),
                        LocalDate.parse("2026-01-04"),
                        LocalDate.parse("2026-01-05"));
    }

    @Test
    void nothing_is_due_on_a_day_that_is_left_out() {
        Timetable times =
                Cron.parse("0 0 * * *", BERLIN)
                        .except(
                                Set.of(
                                        LocalDate.parse("2026-12-25"),
                                        LocalDate.parse("2026-12-26")),
                                BERLIN);

        assertThat(times.after(instant("2026-12-24T12:00Z")).orElseThrow().at())
                .isEqualTo(instant("2026-12-27T00:00+01:00"));
    }

    @Test
    void days_that_are_left_out_are_passed_over_whole() {
        var years = LocalDate.parse("2026-01-01").datesUntil(LocalDate.parse("2028-09-01"));
        Timetable times =
                new TimetableBuilder(BERLIN)
                        .interval("PT1S", Instant.EPOCH)
                        .build(null, null, years.toList());

        assertThat(times.after(instant("2026-01-01T00:00Z")).orElseThrow().at())
                .isEqualTo(instant("2028-09-01T00:00+02:00"));
    }

    @Test
    void jitter_is_the_same_for_a_schedule_and_a_due_time() {
        Instant due = instant("2026-01-01T00:00Z");
        Duration most = Duration.ofMinutes(10);

        assertThat(Jitter.apply("a", due, null, most))
                .isEqualTo(instant("2026-01-01T00:07:13.049Z"));
        assertThat(Jitter.apply("a", due, null, most))
                .isEqualTo(Jitter.apply("a", due, null, most));
        assertThat(Jitter.apply("b", due, null, most))
                .isNotEqualTo(Jitter.apply("a", due, null, most));
    }

    @Test
    void jitter_never_changes_the_order() {
        Timetable times = Cron.parse("*/5 * * * * *", UTC);
        Instant last = Instant.EPOCH;
        for (DueTime due : times.from(instant("2026-01-01T00:00Z")).limit(1_000).toList()) {
            @Nullable Instant next = times.after(due.at()).map(DueTime::at).orElse(null);
            Instant begin = Jitter.apply("s", due.at(), next, Duration.ofHours(1));
            assertThat(begin).isAfterOrEqualTo(due.at()).isAfter(last);
            assertThat(begin).isBefore(next);
            last = begin;
        }
    }

    private static LocalDate day(DueTime due) {
        return due.at().atZone(UTC).toLocalDate();
    }

    private static Instant instant(String text) {
        return OffsetDateTime.parse(text).toInstant();
    }
}
