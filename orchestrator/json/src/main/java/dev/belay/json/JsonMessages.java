package dev.belay.json;

import dev.belay.core.codec.MessageFields;
import dev.belay.core.error.BelayException;
import dev.belay.core.message.QueueMessage;

/// Queue messages as one line of JSON: what stands in a queue's console is what it means.
public final class JsonMessages {
    private JsonMessages() {}

    public static String write(QueueMessage message) {
        return JsonDocuments.write(message, MessageFields::write);
    }

    /// @throws BelayException `UNSUPPORTED_HISTORY` when a newer build wrote it,
    ///   `UNREADABLE_HISTORY` when it is damaged or not a message at all
    public static QueueMessage read(String json) {
        return JsonDocuments.read("message", json, MessageFields::read);
    }
}
