package dev.belay.flow.decider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.flow.plan.Listening.Read;
import java.time.Instant;

/// Signals as CloudEvents.
final class Events {
    private Events() {}

    /// The event that a signal carries, or that it becomes.
    static ObjectNode of(String itemId, String signal, JsonNode payload, Instant time) {
        if (payload instanceof ObjectNode event
                && event.hasNonNull("specversion")
                && event.hasNonNull("type")) {
            return event;
        }
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.put("specversion", "1.0").put("id", itemId).put("source", "belay:signal");
        event.put("type", signal).put("time", time.toString());
        event.set("data", payload);
        return event;
    }

    static JsonNode read(Read read, ObjectNode event) {
        return switch (read) {
            case DATA, RAW ->
                    event.has("data") ? event.get("data") : JsonNodeFactory.instance.nullNode();
            case ENVELOPE -> event;
        };
    }
}
