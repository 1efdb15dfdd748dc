package dev.belay.schedule.time;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/// Days of a month by their weekday: also `FRI#2` (the second Friday) and `FRIL` or `5L` (the
/// last).
///
/// @param any whether the field begins with `*` or is `?`
/// @param days bit n: weekday n, Sunday is 0
record WeekDays(boolean any, BitSet days, List<Nth> numbered) {
    /// @param nth 1 to 5; 0 is the last
    record Nth(int weekday, int nth) {}

    static WeekDays parse(String place, String text) {
        var days = new BitSet();
        var numbered = new ArrayList<Nth>();
        for (String given : text.split(",", -1)) {
            String item = given.toUpperCase(Locale.ROOT);
            int hash = item.indexOf('#');
            if (item.equals("?")) {
                days.set(0, 7);
            } else if (item.equals("L")) {
                throw CronField.WEEKDAY.invalid(
                        place, given, "say the last of which weekday, for example FRIL");
            } else if (hash >= 0) {
                int weekday = weekday(place, given, item.substring(0, hash));
                String nth = item.substring(hash + 1);
                if (nth.length() != 1 || nth.charAt(0) < '1' || nth.charAt(0) > '5') {
                    throw CronField.WEEKDAY.invalid(
                            place, given, "write 1 to 5 after #, for example FRI#2");
                }
                numbered.add(new Nth(weekday, nth.charAt(0) - '0'));
            } else if (item.endsWith("L")) {
                String weekday = item.substring(0, item.length() - 1);
                numbered.add(new Nth(weekday(place, given, weekday), 0));
            } else {
                CronField.WEEKDAY.addItem(place, given, days);
            }
        }
        if (days.get(7)) {
            days.clear(7);
            days.set(0);
        }
        boolean any = text.startsWith("*") || text.equals("?");
        return new WeekDays(any, days, List.copyOf(numbered));
    }

    private static int weekday(String place, String item, String text) {
        return CronField.WEEKDAY.value(place, item, text) % 7;
    }

    /// Bit n: day n of this month.
    BitSet in(YearMonth month) {
        int length = month.lengthOfMonth();
        int first = month.atDay(1).getDayOfWeek().getValue() % 7;
        var found = new BitSet();
        for (int day = 1; day <= length; day++) {
            if (days.get((first + day - 1) % 7)) {
                found.set(day);
            }
        }
        for (Nth one : numbered) {
            int day = 1 + Math.floorMod(one.weekday() - first, 7);
            int wanted = one.nth() == 0 ? day + (length - day) / 7 * 7 : day + (one.nth() - 1) * 7;
            if (wanted <= length) {
                found.set(wanted);
            }
        }
        return found;
    }
}
