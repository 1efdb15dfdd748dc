package dev.belay.schedule;

import dev.belay.schedule.LedgerEntry.Cause;
import dev.belay.schedule.LedgerEntry.Ending;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// What became of each due time: the last ones by name, all of them by number.
final class Ledger {
    private final List<LedgerEntry> entries;
    private Counts counts;

    Ledger(List<LedgerEntry> entries, Counts counts) {
        this.entries = new ArrayList<>(entries);
        this.counts = counts;
    }

    List<LedgerEntry> entries() {
        return List.copyOf(entries);
    }

    Counts counts() {
        return counts;
    }

    void movedFromGap(LedgerEntry gap) {
        add(gap);
    }

    void left(Waiting waiting, DueStatus status, String note) {
        counts = counts.plus(status, 1);
        add(LedgerEntry.of(waiting.due(), waiting.cause(), status, note));
    }

    /// Due times in a row that ended alike: one entry, also with those before them.
    void leftInBulk(Instant first, Instant last, long count, DueStatus status) {
        counts = counts.plus(status, count);
        LedgerEntry before = entries.isEmpty() ? null : entries.getLast();
        if (before != null
                && before.status() == status
                && before.cause() == Cause.TIME
                && before.note() == null) {
            entries.removeLast();
            add(LedgerEntry.several(before.due(), last, before.count() + count, status));
        } else {
            add(LedgerEntry.several(first, last, count, status));
        }
    }

    void buffered(Waiting waiting) {
        add(LedgerEntry.of(waiting.due(), waiting.cause(), DueStatus.BUFFERED, null));
    }

    void started(Waiting waiting, String workflowId, Instant now) {
        DueStatus status = waiting.late() ? DueStatus.CAUGHT_UP : DueStatus.FIRED;
        counts = counts.plus(status, 1);
        boolean known =
                change(isBuffered(waiting), entry -> entry.started(status, workflowId, now));
        if (!known) {
            add(
                    LedgerEntry.of(waiting.due(), waiting.cause(), status, null)
                            .started(status, workflowId, now));
        }
    }

    /// One that waited, and will not be started.
    void dropped(Waiting waiting, String note) {
        counts = counts.plus(DueStatus.MISSED, 1);
        change(isBuffered(waiting), entry -> entry.with(DueStatus.MISSED, cut(note)));
    }

    void ended(String workflowId, Ending how, @Nullable Instant at, @Nullable String note) {
        switch (how) {
            case COMPLETED -> counts = counts.ended(true);
            case FAILED, TIMED_OUT -> counts = counts.ended(false);
            case CANCELLED, TERMINATED, NOT_FOLLOWED -> {}
        }
        change(
                entry -> workflowId.equals(entry.workflowId()),
                entry -> entry.ended(how, at, note == null ? null : cut(note)));
    }

    /// As much of a text as everybody wants to read again and again.
    static String cut(String text) {
        if (text.length() <= ScheduleLimits.NOTE_CHARS_MAX) {
            return text;
        }
        int end = ScheduleLimits.NOTE_CHARS_MAX - 1;
        // Half a surrogate pair is no text.
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end)
                + "…";
    }

    private static Predicate<LedgerEntry> isBuffered(Waiting waiting) {
        return entry ->
                entry.status() == DueStatus.BUFFERED
                        && entry.due().equals(waiting.due())
                        && entry.cause() == waiting.cause();
    }

    private boolean change(Predicate<LedgerEntry> which, UnaryOperator<LedgerEntry> how) {
        for (int i = 0; i < entries.size(); i++) {
            if (which.test(entries.get(i))) {
                entries.set(i, how.apply(entries.get(i)));
                return true;
            }
        }
        return false;
    }

    private void add(LedgerEntry entry) {
        entries.add(entry);
        if (entries.size() > ScheduleLimits.LEDGER_MAX) {
            entries.removeFirst();
        }
    }
}
