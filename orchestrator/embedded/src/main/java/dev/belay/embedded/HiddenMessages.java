package dev.belay.embedded;

import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/// The messages of one queue that can be received only later, soonest first. A message that left,
/// or is hidden anew, leaves an entry behind that is skipped. Guarded by the queue's lock.
final class HiddenMessages {
    private static final int STALE_MIN = 1_024;

    private record Entry(long until, QueuedMessage message) {
        boolean stale() {
            return message.hiddenUntil != until
                    || message.state == QueuedMessage.State.GONE
                    || message.state == QueuedMessage.State.READY;
        }
    }

    private final PriorityQueue<Entry> entries =
            new PriorityQueue<>(
                    Comparator.comparingLong(Entry::until)
                            .thenComparingLong(entry -> entry.message().id));
    private int live;

    void add(QueuedMessage message) {
        entries.add(new Entry(message.hiddenUntil, message));
        live++;
        if (entries.size() > 2 * live + STALE_MIN) {
            entries.removeIf(Entry::stale);
        }
    }

    /// A message that was added is not hidden any more, or is about to be added anew.
    void forget() {
        live--;
    }

    /// What can be received at `now`, one at a time.
    @Nullable QueuedMessage poll(long now) {
        for (Entry first = entries.peek();
                first != null && first.until() <= now;
                first = entries.peek()) {
            entries.remove();
            if (!first.stale()) {
                live--;
                return first.message();
            }
        }
        return null;
    }

    /// When to look again; [Long#MAX_VALUE] where nothing is hidden.
    long next() {
        Entry first = entries.peek();
        return first == null ? Long.MAX_VALUE : first.until();
    }
}
