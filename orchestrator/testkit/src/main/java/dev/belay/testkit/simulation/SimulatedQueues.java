package dev.belay.testkit.simulation;

import dev.belay.core.message.QueueMessage;
import dev.belay.core.model.RunKey;
import dev.belay.core.model.TaskQueue;
import dev.belay.core.port.TaskQueues;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/// SQS standard queues at their worst: at least once, in any order, late, hidden for a time and
/// then delivered again, counted, and in the end dead letters.
final class SimulatedQueues implements TaskQueues {
    private static final Duration DELAY_MAX = Duration.ofMinutes(15);
    private static final int BATCH_MAX = 10;
    private static final Duration VISIBILITY = Duration.ofSeconds(30);

    private final InstantSource time;
    private final SplittableRandom order;
    private final Fate fate;
    private final int receiveCountMax;
    private final List<Held> messages = new ArrayList<>();
    private final List<Held> deadLetters = new ArrayList<>();

    /// @param order chooses what is received
    SimulatedQueues(InstantSource time, SplittableRandom order, Fate fate, int receiveCountMax) {
        this.time = time;
        this.order = order;
        this.fate = fate;
        this.receiveCountMax = receiveCountMax;
    }

    @Override
    public void send(List<Outgoing> outgoing) {
        for (Outgoing message : outgoing) {
            if (message.delay().isNegative() || message.delay().compareTo(DELAY_MAX) > 0) {
                throw new IllegalArgumentException("delay is " + message.delay());
            }
            put(message, message.delay());
            if (fate.strikes(FaultKind.MESSAGE_DUPLICATED)) {
                put(message, message.delay().plus(someTime()));
            }
        }
    }

    private void put(Outgoing message, Duration delay) {
        Duration late = fate.strikes(FaultKind.MESSAGE_LATE) ? someTime() : Duration.ZERO;
        messages.add(
                new Held(
                        message.queue(), message.message(), time.instant().plus(delay).plus(late)));
    }

    /// From nothing to hours, short times more often.
    private Duration someTime() {
        return Duration.ofMillis(1L << fate.draw(24));
    }

    @Override
    public Duration delayMax() {
        return DELAY_MAX;
    }

    /// Some messages of one queue, in no order; empty where none can be received now.
    List<Received> receive() {
        Instant now = time.instant();
        List<Held> visible = new ArrayList<>();
        for (Held message : messages) {
            if (!message.visibleAt.isAfter(now)) {
                visible.add(message);
            }
        }
        if (visible.isEmpty()) {
            return List.of();
        }
        TaskQueue queue = visible.get(order.nextInt(visible.size())).queue;
        visible.removeIf(message -> !message.queue.equals(queue));
        int count = 1 + order.nextInt(Math.min(visible.size(), BATCH_MAX));
        var received = new ArrayList<Received>();
        for (int i = 0; i < count; i++) {
            Held message = visible.remove(order.nextInt(visible.size()));
            if (message.receiveCount == receiveCountMax) {
                messages.remove(message);
                deadLetters.add(message);
            } else {
                message.receiveCount++;
                message.visibleAt =
                        now.plus(
                                fate.strikes(FaultKind.MESSAGE_HIDDEN_TOO_SHORT)
                                        ? Duration.ZERO
                                        : VISIBILITY);
                received.add(new Received(message, message.receiveCount));
            }
        }
        return received;
    }

    /// A receipt of an earlier receive than the last one deletes nothing.
    void acknowledge(Received received) {
        if (received.message.receiveCount == received.receiveCount) {
            messages.remove(received.message);
        }
    }

    /// Lets a message come again after `pause`, where it has not done so already.
    void release(Received received, Duration pause) {
        if (received.message.receiveCount == received.receiveCount) {
            received.message.visibleAt = time.instant().plus(pause);
        }
    }

    boolean hasVisible() {
        Instant now = time.instant();
        for (Held message : messages) {
            if (!message.visibleAt.isAfter(now)) {
                return true;
            }
        }
        return false;
    }

    /// When the next message can be received; `Instant.MAX` where there is none.
    Instant nextVisibleAt() {
        Instant next = Instant.MAX;
        for (Held message : messages) {
            if (message.visibleAt.isBefore(next)) {
                next = message.visibleAt;
            }
        }
        for (Held letter : deadLetters) {
            if (letter.visibleAt.isBefore(next)) {
                next = letter.visibleAt;
            }
        }
        return next;
    }

    /// Those that can be received now.
    List<Held> deadLetters() {
        Instant now = time.instant();
        return deadLetters.stream().filter(letter -> !letter.visibleAt.isAfter(now)).toList();
    }

    void hide(Held letter) {
        letter.visibleAt = time.instant().plus(VISIBILITY);
    }

    void settled(Held letter) {
        deadLetters.remove(letter);
    }

    /// Whether any message that is under way fits, dead letters included.
    boolean carries(Predicate<QueueMessage> wanted) {
        for (Held held : messages) {
            if (wanted.test(held.message)) {
                return true;
            }
        }
        for (Held held : deadLetters) {
            if (wanted.test(held.message)) {
                return true;
            }
        }
        return false;
    }

    /// Whether a workflow task of the run is being handled, waits to be, or is a dead letter: when
    /// it is, it repeats whatever was not handed on.
    boolean isBeingHandled(RunKey run) {
        Instant now = time.instant();
        for (Held held : messages) {
            if ((held.receiveCount > 0 || !held.visibleAt.isAfter(now))
                    && held.queue.isOrchestrator()
                    && held.message.run().equals(run)) {
                return true;
            }
        }
        for (Held held : deadLetters) {
            if (held.message.run().equals(run)) {
                return true;
            }
        }
        return false;
    }

    /// One message in a queue.
    static final class Held {
        final TaskQueue queue;
        final QueueMessage message;
        private Instant visibleAt;
        private int receiveCount;

        private Held(TaskQueue queue, QueueMessage message, Instant visibleAt) {
            this.queue = queue;
            this.message = message;
            this.visibleAt = visibleAt;
        }
    }

    /// One receive of a message.
    record Received(Held message, int receiveCount) {
        QueueMessage content() {
            return message.message;
        }
    }
}
