package dev.belay.schedule.time;

import java.time.ZoneId;

/// Local times by their parts, each written like a field of a cron expression. All parts must
/// match.
public final class Calendars {
    private Calendars() {}

    /// @throws dev.belay.core.error.BelayException `INVALID_REQUEST` naming the part, its value and
    ///   what to write
    public static Timetable of(
            String years,
            String months,
            String days,
            String weekdays,
            String hours,
            String minutes,
            String seconds,
            ZoneId zone) {
        var fields =
                new TimeFields(
                        CronField.SECOND.parse(place(seconds), seconds),
                        CronField.MINUTE.parse(place(minutes), minutes),
                        CronField.HOUR.parse(place(hours), hours),
                        MonthDays.parse(place(days), days),
                        WeekDays.parse(place(weekdays), weekdays),
                        false,
                        CronField.MONTH.parse(place(months), months),
                        CronField.YEAR.parse(place(years), years));
        if (!fields.isEver()) {
            throw Invalid.value(
                    "calendar",
                    "years %s, months %s, days %s, weekdays %s"
                            .formatted(years, months, days, weekdays),
                    "no such day exists; write one that does");
        }
        return new RecurringTimes(fields, zone);
    }

    private static String place(String text) {
        return "calendar '%s'".formatted(text);
    }
}
