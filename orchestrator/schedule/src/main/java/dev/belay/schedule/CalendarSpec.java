package dev.belay.schedule;

import org.jspecify.annotations.Nullable;

/// Local times by their parts, each written like a field of a cron expression; all must match.
///
/// The last working day of each month at 18:00 is days `LW`, hours `18`.
///
/// @param years null is every year, and so on for months, days and weekdays
/// @param days of the month; also `L`, `L-3`, `15W`, `LW`
/// @param weekdays also `FRI#2` and `FRIL`
/// @param hours null is 0, and so on for minutes and seconds
public record CalendarSpec(
        @Nullable String years,
        @Nullable String months,
        @Nullable String days,
        @Nullable String weekdays,
        @Nullable String hours,
        @Nullable String minutes,
        @Nullable String seconds) {}
