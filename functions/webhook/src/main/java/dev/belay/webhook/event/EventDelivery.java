package dev.belay.webhook.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.core.activity.Activity;
import dev.belay.core.activity.ActivityAttempt;
import dev.belay.core.activity.ActivityType;
import dev.belay.core.client.RunClient;
import dev.belay.webhook.EventTriggers;
import java.util.function.Supplier;

/// Publishes the event that a run emits inside its workspace; the run itself may hear it. A
/// repeated attempt reaches nobody twice.
public final class EventDelivery implements Activity<JsonNode, JsonNode> {
    public static final ActivityType<JsonNode, JsonNode> EMIT_EVENT =
            ActivityType.of("emit-event", JsonNode.class, JsonNode.class);

    private final RunClient client;
    private final Supplier<PublishedEvents> events;

    /// @param events is asked when the first event is emitted
    public EventDelivery(RunClient client, Supplier<PublishedEvents> events) {
        this.client = client;
        this.events = events;
    }

    @Override
    public JsonNode perform(JsonNode event, ActivityAttempt attempt) {
        if (event instanceof ObjectNode object) {
            var emitted = EventTriggers.emitted(object, client.describe(attempt.run()).memo());
            events.get().emit(attempt.run().workspace(), object, emitted, attempt.idempotencyKey());
        }
        return event;
    }
}
