package dev.belay.memory;

import dev.belay.core.message.QueueMessage;
import dev.belay.core.model.TaskQueue;
import dev.belay.core.model.Workspace;
import dev.belay.core.port.QueueConsumer.Delivery;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/// One queue. Delayed and received messages are in one order: by when they can be received next.
/// Those that can be received now are in a line per workspace, and workspaces take turns.
final class MessageQueue {
    private static final Comparator<Entry> ORDER =
            Comparator.comparing((Entry entry) -> entry.visibleAt)
                    .thenComparingLong(entry -> entry.sequence);

    private final TaskQueue name;
    private final InstantSource clock;
    private final int receiveCountMax;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final TreeSet<Entry> entries = new TreeSet<>(ORDER);
    private final Map<Workspace, TreeSet<Entry>> ready = new HashMap<>();
    private final ArrayDeque<Workspace> turns = new ArrayDeque<>();

    /// Received, neither acknowledged nor received again since. A handle that is not in here is not
    /// held any more.
    private final Map<String, Entry> held = new HashMap<>();

    private final List<QueueMessage> deadLetters = new ArrayList<>();
    private long sequence;

    MessageQueue(TaskQueue name, InstantSource clock, int receiveCountMax) {
        this.name = name;
        this.clock = clock;
        this.receiveCountMax = receiveCountMax;
    }

    void send(QueueMessage message, Duration delay) {
        lock.lock();
        try {
            Instant now = clock.instant();
            entries.add(new Entry(sequence++, message, now, now.plus(delay)));
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void purge() {
        lock.lock();
        try {
            entries.clear();
            ready.clear();
            turns.clear();
            held.clear();
        } finally {
            lock.unlock();
        }
    }

    List<Delivery> receive(int max, Duration wait, Duration visibility) {
        lock.lock();
        try {
            long nanosLeft = TimeUnit.NANOSECONDS.convert(wait);
            var received = take(max, visibility);
            while (received.isEmpty() && nanosLeft > 0) {
                long pause = Math.min(nanosLeft, nanosUntilNext());
                nanosLeft -= pause - changed.awaitNanos(pause);
                received = take(max, visibility);
            }
            return received;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return List.of();
        } finally {
            lock.unlock();
        }
    }

    private List<Delivery> take(int max, Duration visibility) {
        Instant now = clock.instant();
        var received = new ArrayList<Delivery>();
        makeReady(now);
        while (received.size() < max && !turns.isEmpty()) {
            Entry entry = nextReady(turns.removeFirst());
            held.remove(entry.handle());
            if (entry.receiveCount == receiveCountMax) {
                deadLetters.add(entry.message);
            } else {
                entry.receiveCount++;
                held.put(entry.handle(), entry);
                received.add(entry.delivery(name));
                entry.visibleAt = now.plus(visibility);
            }
        }
        received.forEach(delivery -> entries.add(held.get(delivery.handle())));
        return received;
    }

    private void makeReady(Instant now) {
        while (!entries.isEmpty() && !entries.first().visibleAt.isAfter(now)) {
            Entry entry = entries.removeFirst();
            ready.computeIfAbsent(
                            entry.workspace(),
                            workspace -> {
                                turns.addLast(workspace);
                                return new TreeSet<>(ORDER);
                            })
                    .add(entry);
        }
    }

    private Entry nextReady(Workspace workspace) {
        TreeSet<Entry> line = Objects.requireNonNull(ready.get(workspace));
        Entry entry = line.removeFirst();
        if (line.isEmpty()) {
            ready.remove(workspace);
        } else {
            turns.addLast(workspace);
        }
        return entry;
    }

    private void remove(Entry entry) {
        TreeSet<Entry> line = ready.get(entry.workspace());
        if (!entries.remove(entry) && line != null && line.remove(entry) && line.isEmpty()) {
            ready.remove(entry.workspace());
            turns.remove(entry.workspace());
        }
    }

    /// Whatever is not gone, in the order in which it can be received.
    private Stream<Entry> all() {
        return Stream.concat(ready.values().stream().flatMap(TreeSet::stream), entries.stream())
                .sorted(ORDER);
    }

    private long nanosUntilNext() {
        return entries.isEmpty()
                ? Long.MAX_VALUE
                : Math.max(
                        TimeUnit.NANOSECONDS.convert(
                                Duration.between(clock.instant(), entries.first().visibleAt)),
                        1);
    }

    void acknowledge(String handle) {
        lock.lock();
        try {
            Entry entry = held.remove(handle);
            if (entry != null) {
                remove(entry);
            }
        } finally {
            lock.unlock();
        }
    }

    /// Ends or prolongs a hold: the message can be received `pause` from now.
    void hide(String handle, Duration pause) {
        lock.lock();
        try {
            Instant now = clock.instant();
            Entry entry = held.get(handle);
            if (entry != null && entry.visibleAt.isAfter(now)) {
                remove(entry);
                entry.visibleAt = now.plus(pause);
                entries.add(entry);
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    List<QueueMessage> deadLetters() {
        lock.lock();
        try {
            return List.copyOf(deadLetters);
        } finally {
            lock.unlock();
        }
    }

    List<QueueMessage> messages() {
        lock.lock();
        try {
            return all().map(entry -> entry.message).toList();
        } finally {
            lock.unlock();
        }
    }

    Optional<Instant> nextVisibleAt() {
        lock.lock();
        try {
            return Stream.concat(
                            ready.values().stream().map(TreeSet::first), entries.stream().limit(1))
                    .min(ORDER)
                    .map(entry -> entry.visibleAt);
        } finally {
            lock.unlock();
        }
    }

    /// Guarded by the queue's lock; out of the queue's order while [#visibleAt] changes.
    private static final class Entry {
        final long sequence;
        final QueueMessage message;
        final Instant sentAt;
        Instant visibleAt;
        int receiveCount;

        Entry(long sequence, QueueMessage message, Instant sentAt, Instant visibleAt) {
            this.sequence = sequence;
            this.message = message;
            this.sentAt = sentAt;
            this.visibleAt = visibleAt;
        }

        Workspace workspace() {
            return message.run().workspace();
        }

        String handle() {
            return sequence + "-" + receiveCount;
        }

        Delivery delivery(TaskQueue queue) {
            return new Delivery(queue, handle(), message, receiveCount, sentAt);
        }
    }
}
