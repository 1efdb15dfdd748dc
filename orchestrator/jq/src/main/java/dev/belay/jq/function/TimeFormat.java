package dev.belay.jq.function;

import dev.belay.jq.value.JqError;
import dev.belay.jq.value.Work;
import java.time.ZonedDateTime;
import java.time.temporal.IsoFields;

/// `strftime`, as the C library has it, in the C locale.
final class TimeFormat {
    private final ZonedDateTime time;
    private final StringBuilder text = new StringBuilder();

    private TimeFormat(ZonedDateTime time) {
        this.time = time;
    }

    static String format(ZonedDateTime time, String format, Work work) {
        work.buildText(8L * format.length());
        work.steps(10L + 2L * format.length());
        TimeFormat result = new TimeFormat(time);
        result.all(format);
        return result.text.toString();
    }

    private void all(String format) {
        for (int i = 0; i < format.length(); i++) {
            char c = format.charAt(i);
            if (c != '%' || i + 1 == format.length()) {
                text.append(c);
                continue;
            }
            char field = format.charAt(++i);
            boolean plain = field == '-' && i + 1 < format.length();
            if (plain) {
                field = format.charAt(++i);
            }
            int begin = text.length();
            field(field);
            while (plain
                    && text.length() > begin + 1
                    && (text.charAt(begin) == '0' || text.charAt(begin) == ' ')) {
                text.deleteCharAt(begin);
            }
        }
    }

    private void field(char field) {
        int hour = time.getHour();
        int day = time.getDayOfWeek().getValue() % 7;
        switch (field) {
            case 'Y' -> text.append(time.getYear());
            case 'C' -> digits(Math.floorDiv(time.getYear(), 100), 2);
            case 'y' -> digits(Math.floorMod(time.getYear(), 100), 2);
            case 'G' -> text.append(time.get(IsoFields.WEEK_BASED_YEAR));
            case 'g' -> digits(Math.floorMod(time.get(IsoFields.WEEK_BASED_YEAR), 100), 2);
            case 'm' -> digits(time.getMonthValue(), 2);
            case 'd' -> digits(time.getDayOfMonth(), 2);
            case 'e' -> blank(time.getDayOfMonth());
            case 'j' -> digits(time.getDayOfYear(), 3);
            case 'H' -> digits(hour, 2);
            case 'k' -> blank(hour);
            case 'I' -> digits(twelve(hour), 2);
            case 'l' -> blank(twelve(hour));
            case 'M' -> digits(time.getMinute(), 2);
            case 'S' -> digits(time.getSecond(), 2);
            case 's' -> text.append(time.toEpochSecond());
            case 'p' -> text.append(hour < 12 ? "AM" : "PM");
            case 'P' -> text.append(hour < 12 ? "am" : "pm");
            case 'A' -> text.append(TimeNames.DAYS.get(day));
            case 'a' -> text.append(TimeNames.DAYS.get(day), 0, 3);
            case 'B' -> text.append(month());
            case 'b', 'h' -> text.append(month(), 0, 3);
            case 'u' -> text.append(day == 0 ? 7 : day);
            case 'w' -> text.append(day);
            case 'U' -> digits((time.getDayOfYear() + 6 - day) / 7, 2);
            case 'W' -> digits((time.getDayOfYear() + 6 - (day + 6) % 7) / 7, 2);
            case 'V' -> digits(time.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR), 2);
            case 'Z' -> text.append(zone());
            case 'z' -> offset();
            case 'D', 'x' -> all("%m/%d/%y");
            case 'F' -> all("%Y-%m-%d");
            case 'T', 'X' -> all("%H:%M:%S");
            case 'R' -> all("%H:%M");
            case 'r' -> all("%I:%M:%S %p");
            case 'c' -> all("%a %b %e %H:%M:%S %Y");
            case 'n' -> text.append('\n');
            case 't' -> text.append('\t');
            case '%' -> text.append('%');
            default -> throw JqError.of("strftime knows no field %%%c".formatted(field));
        }
    }

    private String month() {
        return TimeNames.MONTHS.get(time.getMonthValue() - 1);
    }

    private static int twelve(int hour) {
        return hour % 12 == 0 ? 12 : hour % 12;
    }

    private void digits(int value, int width) {
        String digits = Integer.toString(value);
        text.repeat('0', Math.max(0, width - digits.length())).append(digits);
    }

    private void blank(int value) {
        text.append(value < 10 ? " " : "").append(value);
    }

    /// A zone's own name, because its abbreviations are not the same on all hosts.
    private String zone() {
        return time.getZone().equals(TimeFunctions.UTC) ? "UTC" : time.getZone().getId();
    }

    private void offset() {
        int minutes = time.getOffset().getTotalSeconds() / 60;
        text.append(minutes < 0 ? '-' : '+');
        digits(Math.abs(minutes) / 60 * 100 + Math.abs(minutes) % 60, 4);
    }
}
