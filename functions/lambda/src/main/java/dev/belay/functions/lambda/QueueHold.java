package dev.belay.functions.lambda;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.belay.aws.MessageBodies;
import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.model.Lane;
import dev.belay.core.model.TaskQueue;
import dev.belay.core.port.QueueConsumer;
import dev.belay.core.port.QueueConsumer.Delivery;
import dev.belay.functions.support.SqsActivityHandler.MessageHold;
import java.time.Duration;
import java.time.Instant;

/// Changes the visibility of the message of an attempt that is alive.
final class QueueHold implements MessageHold {
    private final QueueConsumer consumer;
    private final String prefix;
    private final Lane lane;

    QueueHold(QueueConsumer consumer, String prefix, String lane) {
        this.consumer = consumer;
        this.prefix = prefix;
        this.lane = new Lane(lane);
    }

    @Override
    public void hold(SQSMessage message, Duration visibility) {
        consumer.extend(
                new Delivery(
                        queue(message.getEventSourceArn()),
                        message.getReceiptHandle(),
                        MessageBodies.read(message.getBody()),
                        1,
                        Instant.EPOCH),
                visibility);
    }

    /// @throws BelayException `INVALID_OPTIONS` when the queue is of another lane or installation
    TaskQueue queue(String arn) {
        String name = arn.substring(arn.lastIndexOf(':') + 1);
        String begin = prefix + "-" + lane + "-";
        if (!name.startsWith(begin)) {
            throw new BelayException(
                    ErrorCode.INVALID_OPTIONS,
                    "the event source '%s' does not begin with '%s'; belay.queue-prefix and belay.lane must be those of the function's queue"
                            .formatted(name, begin));
        }
        return new TaskQueue(lane, name.substring(begin.length()));
    }
}
