package dev.belay.schedule.time;

import dev.belay.core.error.BelayException;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/// The fields that a cron place or a calendar is made of, and what each admits.
enum CronField {
    SECOND("second", 0, 59, ""),
    MINUTE("minute", 0, 59, ""),
    HOUR("hour", 0, 23, ""),
    DAY("day of month", 1, 31, ""),
    MONTH("month", 1, 12, "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC"),
    /// 0 and 7 are Sunday.
    WEEKDAY("day of week", 0, 7, "SUN MON TUE WED THU FRI SAT"),
    YEAR("year", 1970, 2199, "");

    private final String label;
    private final int min;
    private final int max;
    private final String names;

    CronField(String label, int min, int max, String names) {
        this.label = label;
        this.min = min;
        this.max = max;
        this.names = names;
    }

    int max() {
        return max;
    }

    /// Every value of the field.
    BitSet all() {
        var all = new BitSet(max + 1);
        all.set(min, max + 1);
        return all;
    }

    /// A list of `*`, `n`, `n-m`, `*/s`, `n-m/s` and `n/s`.
    BitSet parse(String place, String text) {
        var values = new BitSet(max + 1);
        for (String item : text.split(",", -1)) {
            addItem(place, item, values);
        }
        return values;
    }

    void addItem(String place, String item, BitSet values) {
        String range = item;
        int step = 1;
        int slash = item.indexOf('/');
        if (slash >= 0) {
            range = item.substring(0, slash);
            step = number(place, item, item.substring(slash + 1));
            if (step < 1 || step > max - min) {
                throw invalid(place, item, "write a step of 1 to %d".formatted(max - min));
            }
        }
        int first = min;
        int last = this == WEEKDAY ? 6 : max;
        if (!range.equals("*")) {
            int dash = range.indexOf('-');
            first = value(place, item, dash < 0 ? range : range.substring(0, dash));
            if (dash >= 0) {
                last = value(place, item, range.substring(dash + 1));
                if (this == WEEKDAY && last == 0 && first > 0) {
                    last = 7;
                }
            } else if (slash < 0) {
                last = first;
            }
        }
        if (first > last) {
            throw invalid(
                    place,
                    item,
                    "a range goes up; write two, for example %d-%d,%d-%d"
                            .formatted(first, max, min, last));
        }
        for (int value = first; value <= last; value += step) {
            values.set(value);
        }
    }

    /// A number or a name of this field.
    int value(String place, String item, String text) {
        int named = names().indexOf(text.toUpperCase(Locale.ROOT));
        int value = named >= 0 ? named + (this == MONTH ? 1 : 0) : number(place, item, text);
        if (value < min || value > max) {
            throw invalid(place, item, "write " + admits());
        }
        return value;
    }

    private int number(String place, String item, String text) {
        if (text.isEmpty() || text.length() > 4 || !text.chars().allMatch(CronField::isDigit)) {
            throw invalid(place, item, "write " + admits());
        }
        return Integer.parseInt(text);
    }

    static boolean isDigit(int character) {
        return character >= '0' && character <= '9';
    }

    private List<String> names() {
        return names.isEmpty() ? List.of() : List.of(names.split(" "));
    }

    private String admits() {
        String numbers = "numbers of %d to %d".formatted(min, max);
        String words =
                names.isEmpty()
                        ? ""
                        : " or %s to %s".formatted(names().getFirst(), names().getLast());
        return numbers + words + ", alone, as lists 1,2, ranges 1-5 or steps */2";
    }

    BelayException invalid(String place, String item, String write) {
        return Invalid.value("%s, the %s".formatted(place, label), item, write);
    }
}
