package dev.belay.jq.function;

import dev.belay.jq.value.JqError;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;

/// `strptime`, as the C library has it, in the C locale. An offset is taken into account: the
/// result is in UTC.
final class TimeParsing {
    private final String text;
    private final String format;
    private int at;
    private int year = 1900;
    private int month = 1;
    private int day = 1;
    private int dayOfYear;
    private int hour;
    private int minute;
    private int second;
    private int offsetSeconds;
    private long epoch = Long.MIN_VALUE;
    private boolean afternoon;
    private boolean halves;

    TimeParsing(String text, String format) {
        this.text = text;
        this.format = format;
    }

    LocalDateTime parse() {
        all(format);
        if (at != text.length()) {
            throw mismatch();
        }
        try {
            if (epoch != Long.MIN_VALUE) {
                return LocalDateTime.ofEpochSecond(epoch, 0, java.time.ZoneOffset.UTC);
            }
            LocalDate date =
                    dayOfYear > 0
                            ? LocalDate.ofYearDay(year, dayOfYear)
                            : LocalDate.of(year, month, day);
            int hours = halves ? hour % 12 + (afternoon ? 12 : 0) : hour;
            LocalTime time = LocalTime.of(hours, minute, Math.min(second, 59));
            return date.atTime(time).plusSeconds(Math.max(0, second - 59) - (long) offsetSeconds);
        } catch (DateTimeException _) {
            throw mismatch();
        }
    }

    private JqError mismatch() {
        return JqError.of(
                "the string does not match the format \"%s\" of strptime".formatted(format));
    }

    private void all(String fields) {
        for (int i = 0; i < fields.length(); i++) {
            char c = fields.charAt(i);
            if (Character.isWhitespace(c)) {
                blanks();
            } else if (c != '%' || i + 1 == fields.length()) {
                literal(c);
            } else {
                field(fields.charAt(++i));
            }
        }
    }

    private void blanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private void literal(char c) {
        if (at == text.length() || text.charAt(at) != c) {
            throw mismatch();
        }
        at++;
    }

    private void field(char field) {
        switch (field) {
            case 'Y' -> year = number(4);
            case 'y' -> {
                int two = number(2);
                year = two < 69 ? 2000 + two : 1900 + two;
            }
            case 'm' -> month = number(2);
            case 'd', 'e' -> {
                blanks();
                day = number(2);
            }
            case 'j' -> dayOfYear = number(3);
            case 'H', 'k' -> {
                blanks();
                hour = number(2);
            }
            case 'I', 'l' -> {
                blanks();
                hour = number(2);
                halves = true;
            }
            case 'M' -> minute = number(2);
            case 'S' -> second = number(2);
            case 's' -> epoch = number(12);
            case 'p', 'P' -> {
                halves = true;
                afternoon = name(List.of("AM", "PM")) == 1;
            }
            case 'A', 'a' -> name(TimeNames.DAYS);
            case 'B', 'b', 'h' -> month = name(TimeNames.MONTHS) + 1;
            case 'u', 'w' -> number(1);
            case 'U', 'W' -> number(2);
            case 'Z' -> letters();
            case 'z' -> offset();
            case 'D', 'x' -> all("%m/%d/%y");
            case 'F' -> all("%Y-%m-%d");
            case 'T', 'X' -> all("%H:%M:%S");
            case 'R' -> all("%H:%M");
            case 'r' -> all("%I:%M:%S %p");
            case 'c' -> all("%a %b %e %H:%M:%S %Y");
            case 'n', 't' -> blanks();
            case '%' -> literal('%');
            default -> throw JqError.of("strptime knows no field %%%c".formatted(field));
        }
    }

    private int number(int digits) {
        int begin = at;
        long number = 0;
        while (at < text.length()
                && at - begin < digits
                && text.charAt(at) >= '0'
                && text.charAt(at) <= '9') {
            number = number * 10 + text.charAt(at++) - '0';
        }
        if (at == begin || number > Integer.MAX_VALUE) {
            throw mismatch();
        }
        return (int) number;
    }

    /// A name or its first three letters, in any case.
    private int name(List<String> names) {
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            for (int length : new int[] {name.length(), Math.min(3, name.length())}) {
                if (text.regionMatches(true, at, name, 0, length)) {
                    at += length;
                    return i;
                }
            }
        }
        throw mismatch();
    }

    private void letters() {
        while (at < text.length() && Character.isLetter(text.charAt(at))) {
            at++;
        }
    }

    /// `+0200`, `+02:00`, `+02` or `Z`.
    private void offset() {
        if (at < text.length() && text.charAt(at) == 'Z') {
            at++;
            return;
        }
        int sign = at < text.length() && text.charAt(at) == '-' ? -1 : 1;
        literal(sign < 0 ? '-' : '+');
        int hours = number(2);
        if (at < text.length() && text.charAt(at) == ':') {
            at++;
        }
        int minutes = at < text.length() && Character.isDigit(text.charAt(at)) ? number(2) : 0;
        offsetSeconds = sign * (hours * 3_600 + minutes * 60);
    }
}
