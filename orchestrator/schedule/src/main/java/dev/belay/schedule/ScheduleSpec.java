package dev.belay.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// When a schedule's runs are due: by any of `cron`, `every`, `calendar` and `at` together, or by
/// `after` alone. Nothing is checked here; [Timetables] does, with errors that name the field.
///
/// @param cron expressions of five fields, or six with seconds first
/// @param every ISO 8601 durations, counted from `start`, or from midnight of 1970-01-01 where
///   there is none
/// @param after how long after the end of one run the next is due; the first is due at once
/// @param at local times such as `2026-12-24T18:00`, or times with an offset
/// @param timeZone the zone of all local times; UTC where it is not given
/// @param start nothing is due before
/// @param end nothing is due after
/// @param jitter up to how much later than due runs begin, the same for the same due time
/// @param except days of the zone on which nothing is due
public record ScheduleSpec(
        List<String> cron,
        List<String> every,
        @Nullable Duration after,
        List<CalendarSpec> calendar,
        List<String> at,
        String timeZone,
        @Nullable Instant start,
        @Nullable Instant end,
        @Nullable Duration jitter,
        List<LocalDate> except) {
    public static final String UTC = "UTC";

    public ScheduleSpec {
        cron = cron == null ? List.of() : List.copyOf(cron);
        every = every == null ? List.of() : List.copyOf(every);
        calendar = calendar == null ? List.of() : List.copyOf(calendar);
        at = at == null ? List.of() : List.copyOf(at);
        timeZone = timeZone == null ? UTC : timeZone;
        except = except == null ? List.of() : List.copyOf(except);
    }

    private static ScheduleSpec of(
            List<String> cron, List<String> every, @Nullable Duration after) {
        return new ScheduleSpec(
                cron, every, after, List.of(), List.of(), UTC, null, null, null, List.of());
    }

    public static ScheduleSpec cron(String expression) {
        return of(List.of(expression), List.of(), null);
    }

    /// @param interval an ISO 8601 duration, for example `PT10M`, `P1D` or `P1M`
    public static ScheduleSpec every(String interval) {
        return of(List.of(), List.of(interval), null);
    }

    public static ScheduleSpec every(Duration interval) {
        return every(interval.toString());
    }

    /// Due so long after the end of the run before.
    public static ScheduleSpec after(Duration pause) {
        return of(List.of(), List.of(), pause);
    }

    public static ScheduleSpec calendar(CalendarSpec... parts) {
        return new ScheduleSpec(
                List.of(),
                List.of(),
                null,
                List.of(parts),
                List.of(),
                UTC,
                null,
                null,
                null,
                List.of());
    }

    public static ScheduleSpec at(String... times) {
        return new ScheduleSpec(
                List.of(),
                List.of(),
                null,
                List.of(),
                List.of(times),
                UTC,
                null,
                null,
                null,
                List.of());
    }

    public ScheduleSpec in(String zone) {
        return new ScheduleSpec(cron, every, after, calendar, at, zone, start, end, jitter, except);
    }

    public ScheduleSpec between(@Nullable Instant from, @Nullable Instant to) {
        return new ScheduleSpec(
                cron, every, after, calendar, at, timeZone, from, to, jitter, except);
    }

    public ScheduleSpec withJitter(@Nullable Duration most) {
        return new ScheduleSpec(
                cron, every, after, calendar, at, timeZone, start, end, most, except);
    }

    public ScheduleSpec except(LocalDate... days) {
        return new ScheduleSpec(
                cron, every, after, calendar, at, timeZone, start, end, jitter, List.of(days));
    }
}
