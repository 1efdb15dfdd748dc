package dev.belay.aws;

import dev.belay.core.codec.MessageFields;
import dev.belay.core.message.QueueMessage;
import java.util.Base64;

/// How messages travel as text.
public final class MessageBodies {
    private MessageBodies() {}

    public static String write(QueueMessage message) {
        return Base64.getEncoder().encodeToString(MessageFields.toBytes(message));
    }

    public static QueueMessage read(String body) {
        return MessageFields.fromBytes(Base64.getDecoder().decode(body));
    }
}
