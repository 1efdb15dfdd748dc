package dev.belay.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.core.client.Ids;
import dev.belay.core.error.BelayException;
import dev.belay.core.model.Workspace;
import dev.belay.core.port.Page;
import dev.belay.flow.Gathering;
import dev.belay.webhook.Delivery.Outcome;
import dev.belay.webhook.template.Json;
import dev.belay.webhook.verify.Refusal;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Starts the runs of the triggers that want an event. Safe to use from many threads.
///
/// The same event again, by its source and id, finds the runs that the first one started. An event
/// that a trigger's expressions fail on is held in the trigger's inbox; no other trigger suffers.
/// So is one at the end of a long chain of runs that started each other.
public final class EventTriggers {
    /// The attribute of an event that a run emitted: how many runs there are before it, each of
    /// which started the next.
    public static final String CHAIN = Gathering.EVENT_CHAIN;

    private static final int PAGE = 100;

    private final TriggerStore triggers;
    private final EventMatcher matcher;
    private final Deliveries deliveries;
    private final InstantSource clock;

    public EventTriggers(
            WebhookHandler.Ports ports, EventMatcher matcher, Ids ids, InstantSource clock) {
        this.triggers = ports.triggers();
        this.matcher = matcher;
        this.deliveries = new Deliveries(ports, ids, clock);
        this.clock = clock;
    }

    /// @param event a CloudEvent in the JSON format
    /// @return how many runs it started
    /// @throws BelayException when a store is away; then the event has to come again
    public int start(Workspace workspace, ObjectNode event) {
        int started = 0;
        @Nullable String cursor = null;
        do {
            Page<Trigger> page = triggers.list(workspace, PAGE, cursor);
            for (Trigger trigger : page.items()) {
                if (trigger.isOfEvents() && trigger.enabled() && matcher.wants(trigger, event)) {
                    started += start(trigger, event) instanceof Outcome.Accepted ? 1 : 0;
                }
            }
            cursor = page.cursor();
        } while (cursor != null);
        return started;
    }

    /// An event as triggers get it of the run that emits it.
    ///
    /// @param memo of the run
    public static ObjectNode emitted(ObjectNode event, Map<String, String> memo) {
        return event.deepCopy().put(CHAIN, RunStarter.chain(memo) + 1);
    }

    private Outcome start(Trigger trigger, JsonNode event) {
        Received received = received(event);
        if (event.path(CHAIN).asInt() > WebhookLimits.CHAIN_MAX) {
            var circle = new Outcome.Refused(Refusal.CIRCLE, "");
            deliveries.note(trigger, circle, received);
            return circle;
        }
        return deliveries.deliver(trigger, received, () -> event, null);
    }

    private Received received(JsonNode event) {
        String identity = event.path("source").asText() + "#" + event.path("id").asText();
        return new Received(
                Intake.shorten(identity),
                clock.instant(),
                Received.plain(event.path("type").asText()),
                Map.of(),
                Json.write(event));
    }
}
