package dev.belay.schedule.time;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Due at listed times, written as `2026-12-24T18:00` in the zone, or with an offset of their own.
final class ListedTimes implements Timetable {
    private final List<DueTime> times;

    private ListedTimes(List<DueTime> times) {
        this.times = times;
    }

    static Timetable parse(List<String> texts, ZoneId zone) {
        return new ListedTimes(
                texts.stream()
                        .map(text -> parse(text, zone))
                        .sorted(Comparator.comparing(DueTime::at))
                        .toList());
    }

    private static DueTime parse(String text, ZoneId zone) {
        try {
            boolean offset = text.endsWith("Z") || text.matches(".*[+-]\\d\\d:\\d\\d");
            return offset
                    ? DueTime.of(OffsetDateTime.parse(text).toInstant())
                    : Zones.resolve(LocalDateTime.parse(text), zone.getRules());
        } catch (DateTimeException _) {
            throw Invalid.value(
                    "at",
                    text,
                    "write a local time such as 2026-12-24T18:00, or one with an offset");
        }
    }

    @Override
    public Optional<DueTime> after(Instant time) {
        return times.stream().filter(due -> due.at().isAfter(time)).findFirst();
    }
}
