package dev.belay.local.cli;

import dev.belay.api.words.Durations;
import dev.belay.schedule.CalendarSpec;
import dev.belay.schedule.Counts;
import dev.belay.schedule.LedgerEntry;
import dev.belay.schedule.ScheduleDescription;
import dev.belay.schedule.SchedulePolicy;
import dev.belay.schedule.ScheduleSpec;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Schedules as people read them; times are those of the schedule's zone.
final class ScheduleWords {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss xxx", Locale.ROOT);

    private ScheduleWords() {}

    /// For example `cron 0 9 * * MON-FRI; Europe/Berlin`.
    static String when(ScheduleSpec spec) {
        var parts = new ArrayList<String>();
        spec.cron().forEach(cron -> parts.add("cron " + cron));
        spec.every().forEach(every -> parts.add("every " + every));
        spec.calendar().forEach(calendar -> parts.add(calendar(calendar)));
        if (!spec.at().isEmpty()) {
            parts.add("at " + String.join(", ", spec.at()));
        }
        if (spec.after() != null) {
            parts.add("%s after each run".formatted(Durations.text(spec.after())));
        }
        add(parts, "from ", spec.start());
        add(parts, "to ", spec.end());
        add(parts, "jitter ", spec.jitter());
        if (!spec.except().isEmpty()) {
            parts.add("except " + spec.except());
        }
        parts.add(spec.timeZone());
        return String.join("; ", parts);
    }

    private static void add(List<String> parts, String name, @Nullable Object value) {
        if (value != null) {
            parts.add(name + value);
        }
    }

    private static String calendar(CalendarSpec part) {
        return Stream.of(
                        word("years", part.years()),
                        word("months", part.months()),
                        word("days", part.days()),
                        word("weekdays", part.weekdays()),
                        word("hours", part.hours()),
                        word("minutes", part.minutes()),
                        word("seconds", part.seconds()))
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" ", "calendar ", ""));
    }

    private static @Nullable String word(String name, @Nullable String value) {
        return value == null ? null : name + " " + value;
    }

    /// Line by line.
    static List<String> all(ScheduleDescription schedule) {
        ZoneId zone = ZoneId.of(schedule.definition().spec().timeZone());
        var lines = new ArrayList<String>();
        lines.add("schedule     %s, version %d".formatted(schedule.id(), schedule.version()));
        lines.add("starts       " + schedule.definition().target().workflow());
        lines.add("when         " + when(schedule.definition().spec()));
        lines.add("policy       " + policy(schedule.definition().policy()));
        lines.add(
                "state        "
                        + (schedule.paused() ? "paused: " + schedule.pauseReason() : "active"));
        lines.add("counts       " + counts(schedule.counts()));
        schedule.open().forEach(run -> lines.add("open         " + run));
        if (schedule.buffered() > 0) {
            lines.add("waiting      %d".formatted(schedule.buffered()));
        }
        schedule.next().forEach(time -> lines.add("next         " + time(time, zone)));
        schedule.ledger().forEach(entry -> lines.add("ledger       " + entry(entry, zone)));
        return lines;
    }

    private static String policy(SchedulePolicy policy) {
        String words =
                "overlap %s, catch up %s within %s"
                        .formatted(
                                word(policy.overlap()),
                                word(policy.catchUp()),
                                Durations.text(policy.catchUpWindow()));
        return words
                + (policy.pauseOnFailure() ? ", pauses on failure" : "")
                + (policy.runsMax() == null ? "" : ", at most %d runs".formatted(policy.runsMax()));
    }

    private static String word(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String counts(Counts counts) {
        return "%d started, %d completed, %d failed; %d fired, %d caught up, %d skipped, %d missed"
                .formatted(
                        counts.started(),
                        counts.completed(),
                        counts.failed(),
                        counts.fired(),
                        counts.caughtUp(),
                        counts.skippedOverlap() + counts.skippedPaused(),
                        counts.missed());
    }

    private static String entry(LedgerEntry entry, ZoneId zone) {
        var words = new ArrayList<String>();
        words.add(time(entry.due(), zone));
        words.add("%-15s".formatted(entry.status()));
        if (entry.inGap() != null) {
            words.add(entry.inGap().toString());
        }
        if (entry.until() != null) {
            words.add("%d to %s".formatted(entry.count(), time(entry.until(), zone)));
        }
        if (entry.workflowId() != null) {
            words.add(entry.workflowId());
            words.add(entry.ended() == null ? "open" : entry.ended().name());
        }
        if (entry.note() != null) {
            words.add("(" + entry.note() + ")");
        }
        return String.join(" ", words).stripTrailing();
    }

    private static String time(Instant time, ZoneId zone) {
        return TIME.format(time.atZone(zone));
    }
}
