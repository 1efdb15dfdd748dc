package dev.belay.schedule.time;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Gathers what a timetable is made of. What several parts name is due once.
public final class TimetableBuilder {
    private final ZoneId zone;
    private final List<Timetable> parts = new ArrayList<>();

    public TimetableBuilder(ZoneId zone) {
        this.zone = zone;
    }

    public TimetableBuilder cron(String expression) {
        parts.add(Cron.parse(expression, zone));
        return this;
    }

    /// @param every an ISO 8601 duration
    public TimetableBuilder interval(String every, Instant anchor) {
        parts.add(Intervals.parse(every, anchor, zone));
        return this;
    }

    public TimetableBuilder part(Timetable timetable) {
        parts.add(timetable);
        return this;
    }

    /// @param times local times such as `2026-12-24T18:00`, or times with an offset
    public TimetableBuilder listed(List<String> times) {
        if (!times.isEmpty()) {
            parts.add(ListedTimes.parse(times, zone));
        }
        return this;
    }

    public Timetable build(
            @Nullable Instant start, @Nullable Instant end, Collection<LocalDate> except) {
        Timetable all = parts.size() == 1 ? parts.getFirst() : Timetable.merged(parts);
        return all.between(start, end).except(Set.copyOf(except), zone);
    }
}
