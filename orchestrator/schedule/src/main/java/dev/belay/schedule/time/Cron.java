package dev.belay.schedule.time;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Cron expressions of five fields, or six with seconds first.
///
/// A day matches by its number or by its weekday when both fields are given; one that begins with
/// `*`, or is `?`, leaves the choice to the other.
public final class Cron {
    private static final int CHARS_MAX = 200;

    private static final Map<String, String> MACROS =
            Map.of(
                    "@yearly", "0 0 1 1 *",
                    "@annually", "0 0 1 1 *",
                    "@monthly", "0 0 1 * *",
                    "@weekly", "0 0 * * 0",
                    "@daily", "0 0 * * *",
                    "@midnight", "0 0 * * *",
                    "@hourly", "0 * * * *");

    private Cron() {}

    /// @throws dev.belay.core.error.BelayException `INVALID_REQUEST` naming the field, its value
    ///   and what to write
    public static Timetable parse(String expression, ZoneId zone) {
        TimeFields fields = fields(expression);
        if (!fields.isEver()) {
            throw Invalid.value(
                    "cron", expression, "no such day exists; write a day that the month has");
        }
        return new RecurringTimes(fields, zone);
    }

    private static TimeFields fields(String expression) {
        String plain = expression.strip();
        if (plain.length() > CHARS_MAX) {
            throw Invalid.value("cron", plain, "write at most %d characters".formatted(CHARS_MAX));
        }
        if (plain.startsWith("@")) {
            String known = MACROS.get(plain.toLowerCase(Locale.ROOT));
            if (known == null) {
                throw Invalid.value("cron", plain, macroHelp(plain));
            }
            plain = known;
        }
        if (plain.contains("TZ=")) {
            throw Invalid.value("cron", plain, "name the zone in timeZone instead");
        }
        var parts = new ArrayList<>(List.of(plain.split("\\s+")));
        if (parts.size() == 5) {
            parts.addFirst("0");
        } else if (parts.size() != 6) {
            throw Invalid.value(
                    "cron",
                    plain,
                    "write 5 fields, minute hour day month weekday, or 6 with seconds first; these are %d"
                            .formatted(parts.size()));
        }
        String place = "cron '%s'".formatted(plain);
        MonthDays monthDays = MonthDays.parse(place, parts.get(3));
        WeekDays weekDays = WeekDays.parse(place, parts.get(5));
        return new TimeFields(
                CronField.SECOND.parse(place, parts.get(0)),
                CronField.MINUTE.parse(place, parts.get(1)),
                CronField.HOUR.parse(place, parts.get(2)),
                monthDays,
                weekDays,
                !monthDays.any() && !weekDays.any(),
                CronField.MONTH.parse(place, parts.get(4)),
                CronField.YEAR.all());
    }

    private static String macroHelp(String macro) {
        return macro.equalsIgnoreCase("@reboot")
                ? "a schedule knows no reboot; trigger it instead, or write a time"
                : "write one of @hourly, @daily, @midnight, @weekly, @monthly, @yearly, @annually";
    }
}
