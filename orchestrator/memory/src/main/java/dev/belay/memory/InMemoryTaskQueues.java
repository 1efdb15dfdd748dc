package dev.belay.memory;

import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.message.QueueMessage;
import dev.belay.core.model.TaskQueue;
import dev.belay.core.port.QueueConsumer;
import dev.belay.core.port.TaskQueues;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// Queues that behave as SQS does: delays, hidden while received, redelivered, dead letters.
///
/// On a [VirtualClock] a receive answers at once: nobody else could move the time while it waits.
public final class InMemoryTaskQueues implements TaskQueues, QueueConsumer {
    /// As of SQS.
    public static final Duration DELAY_MAX = Duration.ofMinutes(15);

    private final InstantSource clock;
    private final int receiveCountMax;
    private final boolean waits;
    private final ConcurrentMap<TaskQueue, MessageQueue> queues = new ConcurrentHashMap<>();

    /// @param receiveCountMax a message that was received this often and not acknowledged goes to
    ///   the dead letters instead of being received again
    public InMemoryTaskQueues(InstantSource clock, int receiveCountMax) {
        if (receiveCountMax < 1) {
            throw new IllegalArgumentException(
                    "receiveCountMax is %d, expected 1 or more".formatted(receiveCountMax));
        }
        this.clock = clock;
        this.receiveCountMax = receiveCountMax;
        this.waits = !(clock instanceof VirtualClock);
    }

    @Override
    public void send(List<Outgoing> messages) {
        messages.forEach(InMemoryTaskQueues::requireDelay);
        for (Outgoing outgoing : messages) {
            queue(outgoing.queue()).send(outgoing.message(), outgoing.delay());
        }
    }

    @Override
    public Duration delayMax() {
        return DELAY_MAX;
    }

    @Override
    public List<Delivery> receive(TaskQueue queue, int max, Duration wait, Duration visibility) {
        return queue(queue).receive(max, waits ? wait : Duration.ZERO, visibility);
    }

    @Override
    public void acknowledge(List<Delivery> deliveries) {
        for (Delivery delivery : deliveries) {
            queue(delivery.queue()).acknowledge(delivery.handle());
        }
    }

    @Override
    public void release(Delivery delivery, Duration pause) {
        queue(delivery.queue()).hide(delivery.handle(), pause);
    }

    @Override
    public void extend(Delivery delivery, Duration visibility) {
        queue(delivery.queue()).hide(delivery.handle(), visibility);
    }

    /// What was received too often, in the order in which it was given up.
    public List<QueueMessage> deadLetters(TaskQueue queue) {
        return queue(queue).deadLetters();
    }

    /// Messages that are delayed, waiting or hidden: everything but dead letters.
    public List<QueueMessage> messages(TaskQueue queue) {
        return queue(queue).messages();
    }

    /// Loses every message but dead letters, as an operator's purge or the end of a queue's
    /// retention does.
    public void purge(TaskQueue queue) {
        queue(queue).purge();
    }

    /// Every queue that was ever used.
    public Set<TaskQueue> queues() {
        return new HashSet<>(queues.keySet());
    }

    /// When the next message can be received: where a simulation moves its clock to. In the past
    /// where one can be received already.
    public Optional<Instant> nextVisibleAt() {
        return queues.values().stream()
                .flatMap(queue -> queue.nextVisibleAt().stream())
                .min(Comparator.naturalOrder());
    }

    private MessageQueue queue(TaskQueue queue) {
        return queues.computeIfAbsent(queue, key -> new MessageQueue(key, clock, receiveCountMax));
    }

    private static void requireDelay(Outgoing outgoing) {
        if (outgoing.delay().isNegative() || outgoing.delay().compareTo(DELAY_MAX) > 0) {
            throw new BelayException(
                    ErrorCode.INVALID_REQUEST,
                    "delay of a message of run %s is %s, expected 0 to %s; longer waits are timers"
                            .formatted(outgoing.message().run(), outgoing.delay(), DELAY_MAX));
        }
    }
}
