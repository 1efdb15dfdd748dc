package dev.belay.core.port;

import dev.belay.core.message.QueueMessage;
import dev.belay.core.model.TaskQueue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Receives messages where no event source does it: in one process, in containers, in tests.
public interface QueueConsumer {
    /// Waits up to `wait` for at least one message. A received message is hidden for `visibility`,
    /// and comes again unless it is acknowledged by then.
    List<Delivery> receive(TaskQueue queue, int max, Duration wait, Duration visibility);

    void acknowledge(List<Delivery> deliveries);

    /// Lets a received message come again after `pause`. A delivery that is no longer held is
    /// ignored.
    void release(Delivery delivery, Duration pause);

    /// Hides a received message for `visibility` from now.
    void extend(Delivery delivery, Duration visibility);

    /// @param handle of this receive; another receive of the message has another
    /// @param receiveCount from 1; more than 1 says that an earlier receive was not acknowledged
    record Delivery(
            TaskQueue queue,
            String handle,
            QueueMessage message,
            int receiveCount,
            Instant sentAt) {}
}
