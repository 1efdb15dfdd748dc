package dev.belay.embedded;

import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.message.QueueMessage;
import dev.belay.core.model.Limits;
import dev.belay.core.model.TaskQueue;
import dev.belay.core.port.QueueConsumer;
import dev.belay.core.port.TaskQueues;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Queues in memory over records on the disk.
///
/// A message can be received as soon as it is sent; it is on the disk a little later, but never
/// later than anything that its receiver or its sender writes afterwards. So whoever made a change
/// durable after sending has made the message durable too, and the acknowledgement of the message
/// that caused a send is lost when the send is. Who needs to know that a message is on the disk,
/// and writes nothing else, asks [EmbeddedStore#awaitDurable].
///
/// What was received and not acknowledged when the process ended can be received at once when the
/// store is open again, with a higher receive count; delays go on.
public final class EmbeddedQueues implements TaskQueues, QueueConsumer {
    private final Path directory;
    private final InstantSource clock;
    private final Journal journal;
    private final QueueRegistry registry;
    private final DelayedMessages delays;
    private final MessageMemory memory;
    private final QueueClock thread;
    private volatile boolean closed;

    EmbeddedQueues(Database database, Journal journal, EmbeddedOptions options) {
        this.directory = options.directory();
        this.clock = options.clock();
        this.journal = journal;
        var records = new QueueRecords(database);
        memory = new MessageMemory(records, options.messageBytes());
        registry = new QueueRegistry(records, journal, options.receivesMax());
        delays = new DelayedMessages(records, registry, memory, journal, clock);
        thread = new QueueClock(clock, registry, delays);
    }

    @Override
    public void send(List<Outgoing> messages) {
        for (Outgoing outgoing : messages) {
            requireDelay(outgoing);
        }
        for (Outgoing outgoing : messages) {
            journal.pace();
            MessageQueue queue = registry.queue(outgoing.queue());
            if (outgoing.delay().isZero()) {
                sendNow(queue, outgoing.message());
            } else {
                delays.send(queue, outgoing.message(), outgoing.delay());
                thread.notice(queue);
            }
        }
    }

    private void sendNow(MessageQueue queue, QueueMessage message) {
        long now = EpochNanos.now(clock);
        byte[] value = QueueRecords.value(queue.number(), now, message);
        var queued = new QueuedMessage(registry.nextId(), message, now, 0, value.length);
        Group group = journal.submit(c -> QueueRecords.send(c, queued, value));
        memory.admit(queued, group);
        queue.add(queued);
    }

    /// As long as any timer may last.
    @Override
    public Duration delayMax() {
        return Limits.DURATION_MAX;
    }

    @Override
    public List<Delivery> receive(
            TaskQueue queueName, int max, Duration wait, Duration visibility) {
        if (closed) {
            throw StoreErrors.closed(directory);
        }
        MessageQueue queue = registry.queue(queueName);
        long deadline = thread.uptime() + wait.toNanos();
        while (true) {
            List<Delivery> deliveries = take(queue, max, visibility);
            if (!deliveries.isEmpty()
                    || closed
                    || deadline <= thread.uptime()
                    || Thread.currentThread().isInterrupted()) {
                return deliveries;
            }
            queue.await(max, deadline, thread);
        }
    }

    private List<Delivery> take(MessageQueue queue, int max, Duration visibility) {
        long now = EpochNanos.now(clock);
        if (queue.nextDue() <= now) {
            queue.wake(now);
        }
        MessageQueue.Taken taken = queue.take(max, now + visibility.toNanos());
        for (QueuedMessage message : taken.dead()) {
            bury(queue, message);
        }
        if (taken.taken().isEmpty()) {
            return List.of();
        }
        thread.notice(queue);
        var deliveries = new ArrayList<Delivery>(taken.taken().size());
        for (MessageQueue.Held held : taken.taken()) {
            deliveries.add(
                    new Delivery(
                            queue.name(),
                            held.handle(),
                            memory.load(held.message()),
                            held.receives(),
                            EpochNanos.instant(held.message().sentAt)));
        }
        return deliveries;
    }

    /// Moves a message to the dead letters, in one write.
    private void bury(MessageQueue from, QueuedMessage message) {
        MessageQueue to = registry.deadLetters(from.name());
        QueueMessage content = memory.load(message);
        byte[] value = QueueRecords.value(to.number(), message.sentAt, content);
        var dead = new QueuedMessage(registry.nextId(), content, message.sentAt, 0, value.length);
        Group group =
                journal.submit(changes -> {
                    QueueRecords.remove(changes, message);
                    QueueRecords.send(changes, dead, value);
                });
        memory.release(message);
        memory.admit(dead, group);
        to.add(dead);
    }

    @Override
    public void acknowledge(List<Delivery> deliveries) {
        var gone = new ArrayList<QueuedMessage>(deliveries.size());
        for (Delivery delivery : deliveries) {
            QueuedMessage message = registry.queue(delivery.queue()).remove(delivery.handle());
            if (message != null) {
                gone.add(message);
            }
        }
        if (!gone.isEmpty()) {
            journal.submit(
                    changes -> gone.forEach(message -> QueueRecords.remove(changes, message)));
            gone.forEach(memory::release);
        }
    }

    @Override
    public void release(Delivery delivery, Duration pause) {
        extend(delivery, pause);
    }

    @Override
    public void extend(Delivery delivery, Duration visibility) {
        MessageQueue queue = registry.queue(delivery.queue());
        queue.holdUntil(delivery.handle(), EpochNanos.now(clock) + visibility.toNanos());
        thread.notice(queue);
    }

    /// Every queue that was used, ordered by name.
    public Set<TaskQueue> known() {
        var names = new TreeSet<TaskQueue>((a, b) -> a.toString().compareTo(b.toString()));
        registry.all().forEach(queue -> names.add(queue.name()));
        return names;
    }

    public QueueDepth depth(TaskQueue queueName) {
        MessageQueue queue = registry.queue(queueName);
        QueueDepth depth = queue.depth();
        return new QueueDepth(
                depth.visible(), depth.delayed() + delays.far(queue), depth.inFlight());
    }

    /// Where messages go that were received too often.
    public static TaskQueue deadLetters(TaskQueue queue) {
        return QueueRegistry.deadLetterName(queue);
    }

    private static void requireDelay(Outgoing outgoing) {
        if (outgoing.delay().isNegative() || outgoing.delay().compareTo(Limits.DURATION_MAX) > 0) {
            throw new BelayException(
                    ErrorCode.INVALID_REQUEST,
                    "the delay of a message of run %s is %s, expected 0 to %s"
                            .formatted(
                                    outgoing.message().run(),
                                    outgoing.delay(),
                                    Limits.DURATION_MAX));
        }
    }

    void close() {
        closed = true;
        thread.close();
        registry.all().forEach(MessageQueue::close);
    }
}
