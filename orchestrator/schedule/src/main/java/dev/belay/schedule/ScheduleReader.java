package dev.belay.schedule;

import dev.belay.schedule.time.Zones;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Reads a schedule from a document: the maps, lists and values that any parser of JSON or YAML
/// gives.
public final class ScheduleReader {
    static final String ROOT = "the schedule";

    private static final List<String> FIELDS =
            List.of(
                    "workflow",
                    "lane",
                    "input",
                    "timeout",
                    "when",
                    "overlap",
                    "catchUp",
                    "catchUpWindow",
                    "bufferMax",
                    "pauseOnFailure",
                    "runsMax");
    private static final List<String> WHEN =
            List.of(
                    "cron",
                    "every",
                    "after",
                    "calendar",
                    "at",
                    "timeZone",
                    "start",
                    "end",
                    "jitter",
                    "except");
    private static final List<String> CALENDAR =
            List.of("years", "months", "days", "weekdays", "hours", "minutes", "seconds");

    private ScheduleReader() {}

    /// @throws dev.belay.core.error.BelayException `INVALID_REQUEST` with the field, its value and
    ///   what to write
    public static ScheduleDefinition read(@Nullable Object document) {
        Tree root = Tree.of(ROOT, document, FIELDS);
        String workflow = root.text("workflow");
        if (workflow == null) {
            throw root.missing("workflow", "write the name of the workflow to start");
        }
        if (root.value("when") == null) {
            throw root.missing("when", "write when it is due, for example cron: 0 9 * * *");
        }
        var definition =
                new ScheduleDefinition(
                        spec(Tree.of("when", root.value("when"), WHEN)),
                        new ScheduleTarget(
                                workflow,
                                root.text("lane"),
                                root.value("input"),
                                root.duration("timeout")),
                        policy(root));
        Timetables.check(definition);
        return definition;
    }

    private static SchedulePolicy policy(Tree root) {
        SchedulePolicy otherwise = SchedulePolicy.DEFAULT;
        Integer bufferMax = root.number("bufferMax");
        return new SchedulePolicy(
                Objects.requireNonNullElse(
                        root.choice("overlap", Overlap.values()), otherwise.overlap()),
                Objects.requireNonNullElse(
                        root.choice("catchUp", CatchUp.values()), otherwise.catchUp()),
                Objects.requireNonNullElse(
                        root.duration("catchUpWindow"), otherwise.catchUpWindow()),
                bufferMax == null ? otherwise.bufferMax() : bufferMax,
                root.flag("pauseOnFailure"),
                root.number("runsMax"));
    }

    private static ScheduleSpec spec(Tree when) {
        String zoneName = Objects.requireNonNullElse(when.text("timeZone"), ScheduleSpec.UTC);
        ZoneId zone = Zones.parse(when.path("timeZone"), zoneName);
        return new ScheduleSpec(
                when.texts("cron"),
                when.texts("every"),
                when.duration("after"),
                when.items("calendar").stream().map(ScheduleReader::calendar).toList(),
                when.texts("at"),
                zoneName,
                time(when, "start", zone),
                time(when, "end", zone),
                when.duration("jitter"),
                when.texts("except").stream()
                        .map(text ->
                                Tree.parse(
                                        when.path("except"),
                                        text,
                                        "a day, for example 2026-12-25",
                                        LocalDate::parse))
                        .toList());
    }

    private static CalendarSpec calendar(@Nullable Object value) {
        Tree part = Tree.of("when.calendar", value, CALENDAR);
        return new CalendarSpec(
                part.text("years"),
                part.text("months"),
                part.text("days"),
                part.text("weekdays"),
                part.text("hours"),
                part.text("minutes"),
                part.text("seconds"));
    }

    private static @Nullable Instant time(Tree when, String field, ZoneId zone) {
        return when.parsed(
                field,
                "a time such as 2026-01-01T09:00 or 2026-01-01T08:00:00Z",
                text ->
                        text.endsWith("Z") || text.matches(".*[+-]\\d\\d:\\d\\d")
                                ? OffsetDateTime.parse(text).toInstant()
                                : LocalDateTime.parse(text).atZone(zone).toInstant());
    }
}
