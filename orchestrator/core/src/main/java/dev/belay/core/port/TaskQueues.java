package dev.belay.core.port;

import dev.belay.core.message.QueueMessage;
import dev.belay.core.model.TaskQueue;
import java.time.Duration;
import java.util.List;

/// Sends messages to workers and orchestrators. They arrive at least once, in any order.
public interface TaskQueues {
    /// The queues have all messages when it returns, in the sense that a crash of this process does
    /// not lose them. A failure may leave some sent.
    void send(List<Outgoing> messages);

    /// The longest delay that [#send] takes; longer waits go to the [TimerStore].
    Duration delayMax();

    /// @param delay from nothing to [#delayMax]; whole seconds on SQS, rounded up
    record Outgoing(TaskQueue queue, QueueMessage message, Duration delay) {
        public static Outgoing now(TaskQueue queue, QueueMessage message) {
            return new Outgoing(queue, message, Duration.ZERO);
        }
    }
}
