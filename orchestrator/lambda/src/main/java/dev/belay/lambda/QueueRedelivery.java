package dev.belay.lambda;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.belay.core.error.BelayException;
import dev.belay.core.message.RunMessage;
import dev.belay.core.model.RunKey;
import dev.belay.core.port.QueueConsumer;
import dev.belay.core.port.QueueConsumer.Delivery;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;

/// Changes the visibility of messages. Where that fails, the queue's own visibility does it later.
final class QueueRedelivery implements Redelivery {
    private static final Logger LOG = System.getLogger(QueueRedelivery.class.getName());

    private final QueueConsumer consumer;
    private final QueueNames names;

    QueueRedelivery(QueueConsumer consumer, QueueNames names) {
        this.consumer = consumer;
        this.names = names;
    }

    @Override
    public void after(SQSMessage message, Duration pause) {
        try {
            consumer.release(delivery(message), pause);
        } catch (BelayException e) {
            LOG.log(Level.WARNING, "message %s: %s".formatted(message.getMessageId(), e));
        }
    }

    /// The handle and the queue are what a release needs; a message that nobody could read has no
    /// content to give.
    private Delivery delivery(SQSMessage message) {
        return new Delivery(
                names.queue(message.getEventSourceArn()),
                message.getReceiptHandle(),
                UNREAD,
                Envelopes.receiveCount(message),
                Instant.EPOCH);
    }

    private static final RunMessage UNREAD =
            new RunMessage.InboxFilled(RunKey.parse("default/00000000000000000000000000"));
}
