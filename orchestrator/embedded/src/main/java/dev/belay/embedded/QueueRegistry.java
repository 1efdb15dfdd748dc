package dev.belay.embedded;

import dev.belay.core.model.Limits;
import dev.belay.core.model.TaskQueue;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// All queues, by name and by the number that stands for the name in records; and the ids of
/// messages.
final class QueueRegistry {
    private static final String DEAD_LETTERS = "-dlq";

    /// More than a process can send.
    private static final long IDS_PER_OPENING = 1L << 36;

    private final Journal journal;
    private final int receivesMax;
    private final Map<TaskQueue, MessageQueue> byName = new ConcurrentHashMap<>();
    private final Map<Integer, MessageQueue> byNumber = new ConcurrentHashMap<>();
    private final AtomicLong ids;
    private int numbers;

    QueueRegistry(QueueRecords records, Journal journal, int receivesMax) {
        this.journal = journal;
        this.receivesMax = receivesMax;
        records.names()
                .forEach((name, number) -> {
                    numbers = Math.max(numbers, number);
                    add(name, number);
                });
        // Ids stay unique although a message may have left no trace: each opening takes a range.
        long taken = records.idsTaken();
        ids = new AtomicLong(taken);
        journal.commit(changes -> QueueRecords.takeIds(changes, taken + IDS_PER_OPENING));
    }

    private MessageQueue add(TaskQueue name, int number) {
        int max = name.name().endsWith(DEAD_LETTERS) ? Integer.MAX_VALUE : receivesMax;
        var queue = new MessageQueue(name, number, journal, max);
        byNumber.put(number, queue);
        byName.put(name, queue);
        return queue;
    }

    /// Made, and its number recorded, where it is new.
    MessageQueue queue(TaskQueue name) {
        MessageQueue queue = byName.get(name);
        return queue == null ? made(name) : queue;
    }

    private synchronized MessageQueue made(TaskQueue name) {
        @Nullable MessageQueue raced = byName.get(name);
        if (raced != null) {
            return raced;
        }
        int number = ++numbers;
        journal.submit(changes -> QueueRecords.name(changes, name, number));
        return add(name, number);
    }

    /// @throws IllegalStateException where no name was ever recorded for the number
    MessageQueue queue(int number) {
        MessageQueue queue = byNumber.get(number);
        if (queue == null) {
            throw new IllegalStateException("queue %d has no name".formatted(number));
        }
        return queue;
    }

    Collection<MessageQueue> all() {
        return byName.values();
    }

    MessageQueue deadLetters(TaskQueue name) {
        return queue(deadLetterName(name));
    }

    static TaskQueue deadLetterName(TaskQueue name) {
        int room = Limits.QUEUE_CHARS_MAX - DEAD_LETTERS.length();
        String stem = name.name().length() <= room ? name.name() : name.name().substring(0, room);
        return new TaskQueue(name.lane(), stem + DEAD_LETTERS);
    }

    long nextId() {
        return ids.incrementAndGet();
    }
}
