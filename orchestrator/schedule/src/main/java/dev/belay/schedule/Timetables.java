package dev.belay.schedule;

import dev.belay.core.error.BelayException;
import dev.belay.core.model.Lane;
import dev.belay.schedule.time.Calendars;
import dev.belay.schedule.time.Invalid;
import dev.belay.schedule.time.Timetable;
import dev.belay.schedule.time.TimetableBuilder;
import dev.belay.schedule.time.Zones;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Makes timetables of what somebody wrote, and refuses what cannot be one.
public final class Timetables {
    private Timetables() {}

    /// The due times of a spec; none for one that counts from the ends of runs.
    ///
    /// @throws BelayException `INVALID_REQUEST` with the field, its value and what to write
    public static Timetable of(ScheduleSpec spec) {
        checkShape(spec);
        if (spec.after() != null) {
            return _ -> Optional.empty();
        }
        ZoneId zone = Zones.parse("timeZone", spec.timeZone());
        var times = new TimetableBuilder(zone);
        Instant epoch = LocalDate.EPOCH.atStartOfDay(zone).toInstant();
        Instant anchor = Objects.requireNonNullElse(spec.start(), epoch);
        spec.cron().forEach(times::cron);
        spec.every().forEach(every -> times.interval(every, anchor));
        spec.calendar().forEach(part -> times.part(calendar(part, zone)));
        times.listed(spec.at());
        return times.build(spec.start(), spec.end(), spec.except());
    }

    private static Timetable calendar(CalendarSpec part, ZoneId zone) {
        return Calendars.of(
                or(part.years(), "*"),
                or(part.months(), "*"),
                or(part.days(), "*"),
                or(part.weekdays(), "*"),
                or(part.hours(), "0"),
                or(part.minutes(), "0"),
                or(part.seconds(), "0"),
                zone);
    }

    private static String or(@Nullable String given, String otherwise) {
        return given == null ? otherwise : given;
    }

    /// @throws BelayException `INVALID_REQUEST` with the field, its value and what to write
    public static void check(ScheduleDefinition definition) {
        if (definition.spec() == null || definition.target() == null) {
            throw Invalid.value(
                    "the schedule", "incomplete", "write when it is due and what it starts");
        }
        of(definition.spec());
        check(definition.target());
        check(definition.policy());
    }

    private static void check(ScheduleTarget target) {
        if (target.workflow() == null || target.workflow().isBlank()) {
            throw Invalid.value("workflow", "", "write the name of the workflow to start");
        }
        if (target.lane() != null) {
            // Refuses by itself what is no name.
            var _ = new Lane(target.lane());
        }
        requireBetween("timeout", target.timeout(), Duration.ofMillis(1), ScheduleLimits.AFTER_MAX);
    }

    private static void check(SchedulePolicy policy) {
        if (policy.bufferMax() < 1 || policy.bufferMax() > ScheduleLimits.BUFFER_MAX) {
            throw Invalid.value(
                    "bufferMax",
                    policy.bufferMax(),
                    "write 1 to %d".formatted(ScheduleLimits.BUFFER_MAX));
        }
        requireBetween(
                "catchUpWindow",
                policy.catchUpWindow(),
                Duration.ZERO,
                ScheduleLimits.CATCH_UP_WINDOW_MAX);
        if (policy.runsMax() != null && policy.runsMax() < 1) {
            throw Invalid.value("runsMax", policy.runsMax(), "write 1 or more, or leave it out");
        }
    }

    private static void checkShape(ScheduleSpec spec) {
        int parts =
                spec.cron().size()
                        + spec.every().size()
                        + spec.calendar().size()
                        + spec.at().size();
        if (spec.after() != null ? parts > 0 : parts == 0) {
            throw Invalid.value(
                    "the schedule",
                    spec.after() == null ? "without a time" : "after and another time",
                    "write some of cron, every, calendar and at, or after alone");
        }
        requireFew("cron", spec.cron(), ScheduleLimits.PARTS_MAX);
        requireFew("every", spec.every(), ScheduleLimits.PARTS_MAX);
        requireFew("calendar", spec.calendar(), ScheduleLimits.PARTS_MAX);
        requireFew("at", spec.at(), ScheduleLimits.LISTED_MAX);
        requireFew("except", spec.except(), ScheduleLimits.LISTED_MAX);
        requireBetween("after", spec.after(), ScheduleLimits.AFTER_MIN, ScheduleLimits.AFTER_MAX);
        requireBetween("jitter", spec.jitter(), Duration.ZERO, ScheduleLimits.JITTER_MAX);
        if (spec.start() != null && spec.end() != null && spec.end().isBefore(spec.start())) {
            throw Invalid.value("end", spec.end(), "write a time after start, " + spec.start());
        }
    }

    private static void requireFew(String field, Collection<?> values, int most) {
        if (values.size() > most) {
            throw Invalid.value(
                    field,
                    values.size() + " entries",
                    "write at most %d, and more schedules".formatted(most));
        }
    }

    private static void requireBetween(
            String field, @Nullable Duration value, Duration least, Duration most) {
        if (value != null && (value.compareTo(least) < 0 || value.compareTo(most) > 0)) {
            throw Invalid.value(field, value, "write %s to %s".formatted(least, most));
        }
    }

    /// @throws BelayException `INVALID_REQUEST` unless it can be part of workflow ids
    public static void checkId(String id) {
        boolean fine =
                !id.isEmpty()
                        && id.length() <= ScheduleLimits.ID_CHARS_MAX
                        && id.matches("[a-z0-9][a-z0-9._-]*");
        if (!fine) {
            throw Invalid.value(
                    "the schedule's id",
                    id,
                    "write 1 to %d characters of a-z, 0-9, '-', '.', '_', beginning with a letter or digit"
                            .formatted(ScheduleLimits.ID_CHARS_MAX));
        }
    }
}
