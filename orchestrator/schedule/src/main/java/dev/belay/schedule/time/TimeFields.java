package dev.belay.schedule.time;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.YearMonth;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/// Which local times match, without regard to any zone.
///
/// @param eitherDay whether a day matches by its number or by its weekday; else it must by both
record TimeFields(
        BitSet seconds,
        BitSet minutes,
        BitSet hours,
        MonthDays monthDays,
        WeekDays weekDays,
        boolean eitherDay,
        BitSet months,
        BitSet years) {

    /// Whether every hour matches, so that the zone's changes of clock leave no run out.
    boolean everyHour() {
        return hours.cardinality() == 24;
    }

    /// Whether any time matches.
    boolean isEver() {
        return next(LocalDateTime.of(years.nextSetBit(0), 1, 1, 0, 0)) != null;
    }

    /// The first matching time that is not before `from`, a whole second; null where there is none.
    @Nullable LocalDateTime next(LocalDateTime from) {
        LocalDate day = nextDay(from.toLocalDate());
        if (day != null && day.equals(from.toLocalDate())) {
            LocalTime time = nextTime(from.toLocalTime());
            if (time != null) {
                return day.atTime(time);
            }
            day = nextDay(day.plusDays(1));
        }
        return day == null
                ? null
                : day.atTime(hours.nextSetBit(0), minutes.nextSetBit(0), seconds.nextSetBit(0));
    }

    private @Nullable LocalDate nextDay(LocalDate from) {
        YearMonth month = YearMonth.from(from);
        int first = from.getDayOfMonth();
        while (true) {
            int year = years.nextSetBit(Math.max(0, month.getYear()));
            if (year < 0) {
                return null;
            }
            if (year > month.getYear()) {
                month = YearMonth.of(year, 1);
                first = 1;
            }
            if (months.get(month.getMonthValue())) {
                int day = days(month).nextSetBit(first);
                if (day >= 0) {
                    return month.atDay(day);
                }
            }
            month = month.plusMonths(1);
            first = 1;
        }
    }

    private BitSet days(YearMonth month) {
        BitSet found = monthDays.in(month);
        if (eitherDay) {
            found.or(weekDays.in(month));
        } else {
            found.and(weekDays.in(month));
        }
        return found;
    }

    private @Nullable LocalTime nextTime(LocalTime from) {
        int hour = hours.nextSetBit(from.getHour());
        if (hour == from.getHour()) {
            int minute = minutes.nextSetBit(from.getMinute());
            if (minute == from.getMinute()) {
                int second = seconds.nextSetBit(from.getSecond());
                if (second >= 0) {
                    return LocalTime.of(hour, minute, second);
                }
                minute = minutes.nextSetBit(minute + 1);
            }
            if (minute >= 0) {
                return LocalTime.of(hour, minute, seconds.nextSetBit(0));
            }
            hour = hours.nextSetBit(hour + 1);
        }
        return hour < 0 ? null : LocalTime.of(hour, minutes.nextSetBit(0), seconds.nextSetBit(0));
    }
}
