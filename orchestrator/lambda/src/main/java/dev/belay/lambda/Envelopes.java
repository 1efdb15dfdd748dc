package dev.belay.lambda;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.util.List;

/// What an SQS event says around the messages.
final class Envelopes {
    private Envelopes() {}

    static List<SQSMessage> of(SQSEvent event) {
        return event.getRecords() == null ? List.of() : event.getRecords();
    }

    /// From 1.
    static int receiveCount(SQSMessage message) {
        var attributes = message.getAttributes();
        return attributes == null
                ? 1
                : Integer.parseInt(attributes.getOrDefault("ApproximateReceiveCount", "1"));
    }
}
