package dev.belay.schedule.time;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Due times in order, each once.
@FunctionalInterface
public interface Timetable {
    /// The first due time after `time`, or empty where there is none.
    Optional<DueTime> after(Instant time);

    /// The due times of all of them; one that several have is due once.
    static Timetable merged(List<? extends Timetable> parts) {
        // A time that a clock shows wins over one that was moved there.
        Comparator<DueTime> order =
                Comparator.comparing(DueTime::at).thenComparing(due -> due.inGap() != null);
        return time -> parts.stream().flatMap(part -> part.after(time).stream()).min(order);
    }

    /// Without what is before `start` or after `end`.
    default Timetable between(@Nullable Instant start, @Nullable Instant end) {
        return time -> {
            Instant from = start != null && time.isBefore(start) ? start.minusNanos(1) : time;
            Optional<DueTime> due = after(from);
            return end == null ? due : due.filter(found -> !found.at().isAfter(end));
        };
    }

    /// Without what falls on these days of the zone.
    default Timetable except(Set<LocalDate> days, ZoneId zone) {
        if (days.isEmpty()) {
            return this;
        }
        return time -> {
            Optional<DueTime> due = after(time);
            while (due.isPresent()) {
                LocalDate day = LocalDate.ofInstant(due.orElseThrow().at(), zone);
                if (!days.contains(day)) {
                    break;
                }
                due = after(day.plusDays(1).atStartOfDay(zone).toInstant().minusNanos(1));
            }
            return due;
        };
    }

    /// The due times after `time`, without end where the timetable has none.
    default Stream<DueTime> from(Instant time) {
        return Stream.iterate(
                        after(time), Optional::isPresent, due -> after(due.orElseThrow().at()))
                .map(Optional::orElseThrow);
    }
}
