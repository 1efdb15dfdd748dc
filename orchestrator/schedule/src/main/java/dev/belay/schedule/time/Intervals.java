package dev.belay.schedule.time;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/// Due at an anchor and every so often after it: the n-th time is counted from the anchor, so
/// nothing drifts.
///
/// Years, months, weeks and days are moves on the zone's calendar and keep the time of day; hours,
/// minutes and seconds are time that elapses.
final class Intervals implements Timetable {
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final String HELP =
            "write an ISO 8601 duration of a second or more, for example PT10M, P1D or P1M";

    private final Period period;
    private final Duration duration;
    private final Instant anchor;
    private final ZoneId zone;
    private final long approximateSeconds;

    private Intervals(Period period, Duration duration, Instant anchor, ZoneId zone) {
        this.period = period;
        this.duration = duration;
        this.anchor = anchor;
        this.zone = zone;
        // A mean month of the Gregorian calendar has 2,629,746 seconds.
        this.approximateSeconds =
                period.toTotalMonths() * 2_629_746
                        + period.get(ChronoUnit.DAYS) * 86_400L
                        + duration.toSeconds();
    }

    static Timetable parse(String text, Instant anchor, ZoneId zone) {
        String upper = text.strip().toUpperCase(Locale.ROOT);
        int time = upper.indexOf('T');
        String dates = time < 0 ? upper : upper.substring(0, time);
        try {
            Period period = dates.equals("P") ? Period.ZERO : Period.parse(dates);
            Duration duration =
                    time < 0 ? Duration.ZERO : Duration.parse("P" + upper.substring(time));
            boolean negative = period.isNegative() || duration.isNegative();
            boolean fine =
                    !negative
                            && (!period.isZero() || duration.compareTo(SHORTEST) >= 0)
                            && duration.truncatedTo(ChronoUnit.MILLIS).equals(duration)
                            && period.toTotalMonths() <= 12_000
                            && period.get(ChronoUnit.DAYS) <= 366_000
                            && duration.toDays() <= 366_000;
            if (fine) {
                return new Intervals(period, duration, anchor, zone);
            }
        } catch (DateTimeException | ArithmeticException _) {
            // Told below, in one form.
        }
        throw Invalid.value("every", text, HELP);
    }

    @Override
    public Optional<DueTime> after(Instant time) {
        if (time.isBefore(anchor)) {
            return Optional.of(nth(0));
        }
        long elapsed = Duration.between(anchor, time).toMillis();
        long n =
                period.isZero()
                        ? elapsed / duration.toMillis()
                        : Math.max(0, elapsed / 1_000 / approximateSeconds - 2);
        DueTime due = nth(n);
        while (!due.at().isAfter(time)) {
            due = nth(++n);
        }
        return Optional.of(due);
    }

    private DueTime nth(long n) {
        if (period.isZero()) {
            return DueTime.of(anchor.plusMillis(duration.toMillis() * n));
        }
        LocalDateTime local =
                LocalDateTime.ofInstant(anchor, zone).plus(period.multipliedBy(Math.toIntExact(n)));
        DueTime due = Zones.resolve(local, zone.getRules());
        return duration.isZero() ? due : DueTime.of(due.at().plus(duration.multipliedBy(n)));
    }
}
