package dev.belay.testkit.engine;

import dev.belay.core.port.TaskQueues;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Queues that treat one message badly.
final class MessageFault implements TaskQueues {
    /// What happens to the message.
    enum Kind {
        DUPLICATE,
        DELAY,
        /// It arrives after the one that was sent next.
        SWAP
    }

    /// Longer than a host may hold a message, shorter than the stimuli wait.
    private static final Duration DELAY = Duration.ofMinutes(3);

    private final TaskQueues inner;
    private final Kind kind;
    private final int target;
    private int sent;

    /// @param target counted from 0
    MessageFault(TaskQueues inner, Kind kind, int target) {
        this.inner = inner;
        this.kind = kind;
        this.target = target;
    }

    @Override
    public void send(List<Outgoing> messages) {
        var all = new ArrayList<Outgoing>();
        for (Outgoing message : messages) {
            if (sent++ == target) {
                all.addAll(treated(message));
            } else {
                all.add(message);
            }
        }
        inner.send(all);
    }

    private List<Outgoing> treated(Outgoing message) {
        return switch (kind) {
            case DUPLICATE -> List.of(message, message);
            case DELAY -> List.of(later(message, DELAY));
            case SWAP -> List.of(later(message, Duration.ofMillis(1)));
        };
    }

    private Outgoing later(Outgoing message, Duration by) {
        Duration delay = message.delay().plus(by);
        Duration most = inner.delayMax();
        return new Outgoing(
                message.queue(), message.message(), delay.compareTo(most) > 0 ? most : delay);
    }

    @Override
    public Duration delayMax() {
        return inner.delayMax();
    }
}
