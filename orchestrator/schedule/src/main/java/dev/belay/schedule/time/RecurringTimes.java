package dev.belay.schedule.time;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Matching local times in a zone whose clocks change.
///
/// Where the hours are chosen, each local time that is meant is due once: in the first of two
/// passes where clocks are put back, and right after the gap where they are put forward. Where
/// every hour matches, time is what elapses: due in both passes of a repeated hour, and times
/// inside a gap are read with the offset before it, which mostly makes them times that are due
/// anyway.
final class RecurringTimes implements Timetable {
    private final TimeFields fields;
    private final ZoneId zone;
    private final ZoneRules rules;

    RecurringTimes(TimeFields fields, ZoneId zone) {
        this.fields = fields;
        this.zone = zone;
        this.rules = zone.getRules();
    }

    @Override
    public Optional<DueTime> after(Instant time) {
        return Optional.ofNullable(fields.everyHour() ? elapsing(time) : chosen(time));
    }

    private @Nullable DueTime chosen(Instant time) {
        LocalDateTime local =
                fields.next(LocalDateTime.ofInstant(time.truncatedTo(ChronoUnit.SECONDS), zone));
        while (local != null) {
            DueTime due = Zones.resolve(local, rules);
            if (due.at().isAfter(time)) {
                return due;
            }
            // Before `time`, or in the first pass of an hour whose second pass it is.
            local = fields.next(local.plusSeconds(1));
        }
        return null;
    }

    private @Nullable DueTime elapsing(Instant time) {
        Instant from = time.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
        while (true) {
            ZoneOffset offset = rules.getOffset(from);
            ZoneOffsetTransition next = rules.nextTransition(from);
            LocalDateTime local = fields.next(LocalDateTime.ofInstant(from, offset));
            DueTime moved = movedFromGap(from);
            if (local == null) {
                return moved;
            }
            Instant at = local.toInstant(offset);
            if (next == null || at.isBefore(next.getInstant())) {
                return moved != null && moved.at().isBefore(at) ? moved : DueTime.of(at);
            }
            if (moved != null && moved.at().isBefore(next.getInstant())) {
                return moved;
            }
            from = next.getInstant();
        }
    }

    /// The first time from `from` on that belongs to a local time inside the gap before it.
    private @Nullable DueTime movedFromGap(Instant from) {
        ZoneOffsetTransition before = rules.previousTransition(from.plusNanos(1));
        if (before == null
                || !before.isGap()
                || !from.isBefore(before.getInstant().plus(before.getDuration()))) {
            return null;
        }
        LocalDateTime local = fields.next(LocalDateTime.ofInstant(from, before.getOffsetBefore()));
        return local == null || !local.isBefore(before.getDateTimeAfter())
                ? null
                : new DueTime(local.toInstant(before.getOffsetBefore()), local);
    }
}
