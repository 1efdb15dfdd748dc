package dev.belay.embedded;

import dev.belay.core.message.QueueMessage;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Messages that cannot be received yet. Those due soon are in their queues' memory, the others
/// only on the disk: a million runs that sleep until next year cost no memory.
final class DelayedMessages {
    /// How far ahead messages are in memory, at least half of it.
    static final Duration WINDOW = Duration.ofMinutes(10);

    private static final long WINDOW_NANOS = WINDOW.toNanos();

    private final QueueRecords records;
    private final QueueRegistry registry;
    private final MessageMemory memory;
    private final Journal journal;
    private final InstantSource clock;

    /// Messages due before this are in memory. Changes, and ids of delayed messages are given out,
    /// under this object's lock.
    private long windowEnd;

    /// What the window has moved over and memory does not have yet.
    private @Nullable Part unread;

    /// @param lastId later messages that are due in this part were put into memory when sent
    private record Part(long from, long to, long lastId) {}

    DelayedMessages(
            QueueRecords records,
            QueueRegistry registry,
            MessageMemory memory,
            Journal journal,
            InstantSource clock) {
        this.records = records;
        this.registry = registry;
        this.memory = memory;
        this.journal = journal;
        this.clock = clock;
        windowEnd = EpochNanos.now(clock) + WINDOW_NANOS;
        Map<Long, Integer> receives = records.receives();
        records.scan(receives, this::load);
        records.scanDelayed(receives, 0, windowEnd, this::load);
    }

    private void load(QueueRecords.Stored stored) {
        QueuedMessage message = stored.message();
        memory.admit(message, Group.written());
        registry.queue(stored.queue()).add(message);
    }

    void send(MessageQueue queue, QueueMessage message, Duration delay) {
        long now = EpochNanos.now(clock);
        long due = now + delay.toNanos();
        byte[] value = QueueRecords.value(queue.number(), now, message);
        QueuedMessage queued;
        boolean soon;
        synchronized (this) {
            queued = new QueuedMessage(registry.nextId(), message, now, due, value.length);
            soon = due < windowEnd;
        }
        Group group = journal.submit(c -> QueueRecords.send(c, queued, value));
        if (soon) {
            memory.admit(queued, group);
            queue.add(queued);
        }
    }

    /// Moves the window on, if it is time. For one thread; when it fails, the next call goes on
    /// where it failed.
    ///
    /// @return when to call again
    long slide() {
        if (unread == null) {
            unread = nextPart();
        }
        Part part = unread;
        if (part != null) {
            journal.settle();
            var found = new ArrayList<QueueRecords.Stored>();
            records.scanDelayed(Map.of(), part.from(), part.to(), found::add);
            found.removeIf(stored -> stored.message().id > part.lastId());
            found.forEach(this::load);
            unread = null;
        }
        return end() - WINDOW_NANOS / 2;
    }

    private synchronized @Nullable Part nextPart() {
        long now = EpochNanos.now(clock);
        if (windowEnd - now > WINDOW_NANOS / 2) {
            return null;
        }
        var part = new Part(windowEnd, now + WINDOW_NANOS, registry.nextId());
        windowEnd = part.to();
        return part;
    }

    private synchronized long end() {
        return windowEnd;
    }

    /// How many messages of the queue are only on the disk.
    long far(MessageQueue queue) {
        journal.settle();
        return records.countDelayed(end()).getOrDefault(queue.number(), 0);
    }
}
