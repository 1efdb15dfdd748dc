package dev.belay.schedule.time;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.BitSet;
import java.util.Locale;

/// Days of a month by their number: also `L` (the last), `L-3` (three before it), `15W` (the
/// working day nearest to the 15th, in the same month) and `LW` (the last working day).
///
/// @param any whether the field begins with `*` or is `?`
/// @param fromLast bit n: the n-th day before the last
/// @param nearest bit n: the working day nearest to day n
record MonthDays(boolean any, BitSet days, BitSet fromLast, BitSet nearest, boolean lastWorking) {
    static MonthDays parse(String place, String text) {
        var days = new BitSet();
        var fromLast = new BitSet();
        var nearest = new BitSet();
        boolean lastWorking = false;
        for (String given : text.split(",", -1)) {
            String item = given.toUpperCase(Locale.ROOT);
            if (item.equals("LW")) {
                lastWorking = true;
            } else if (item.equals("L")) {
                fromLast.set(0);
            } else if (item.startsWith("L-")) {
                int before = CronField.DAY.value(place, given, item.substring(2));
                if (before > 30) {
                    throw CronField.DAY.invalid(place, given, "write L-1 to L-30");
                }
                fromLast.set(before);
            } else if (item.endsWith("W")) {
                String day = item.substring(0, item.length() - 1);
                nearest.set(CronField.DAY.value(place, given, day));
            } else if (item.equals("?")) {
                days.or(CronField.DAY.all());
            } else {
                CronField.DAY.addItem(place, given, days);
            }
        }
        boolean any = text.startsWith("*") || text.equals("?");
        return new MonthDays(any, days, fromLast, nearest, lastWorking);
    }

    /// Bit n: day n of this month.
    BitSet in(YearMonth month) {
        int length = month.lengthOfMonth();
        BitSet found = days.get(0, length + 1);
        fromLast.stream().map(before -> length - before).filter(day -> day > 0).forEach(found::set);
        nearest.stream()
                .filter(day -> day <= length)
                .forEach(day -> found.set(nearestWorking(month.atDay(day), length)));
        if (lastWorking) {
            found.set(nearestWorking(month.atEndOfMonth(), length));
        }
        return found;
    }

    private static int nearestWorking(LocalDate date, int length) {
        int day = date.getDayOfMonth();
        if (date.getDayOfWeek() == DayOfWeek.SATURDAY) {
            return day == 1 ? 3 : day - 1;
        }
        if (date.getDayOfWeek() == DayOfWeek.SUNDAY) {
            return day == length ? day - 2 : day + 1;
        }
        return day;
    }
}
