package dev.belay.local.flow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.core.activity.Activity;
import dev.belay.core.activity.ActivityAttempt;
import dev.belay.core.activity.ActivityType;
import java.util.function.Supplier;

/// Publishes the event that a run emits inside its workspace; the run itself may hear it. A
/// repeated attempt reaches nobody twice.
public final class EventDelivery implements Activity<JsonNode, JsonNode> {
    public static final ActivityType<JsonNode, JsonNode> EMIT_EVENT =
            ActivityType.of("emit-event", JsonNode.class, JsonNode.class);

    private final Supplier<PublishedEvents> events;

    /// @param events is asked when the first event is emitted
    public EventDelivery(Supplier<PublishedEvents> events) {
        this.events = events;
    }

    @Override
    public JsonNode perform(JsonNode event, ActivityAttempt attempt) {
        if (event instanceof ObjectNode object) {
            events.get().publish(attempt.run().workspace(), object, attempt.idempotencyKey());
        }
        return event;
    }
}
