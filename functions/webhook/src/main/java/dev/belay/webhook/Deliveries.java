package dev.belay.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.core.client.Ids;
import dev.belay.core.decider.Payloads;
import dev.belay.core.error.BelayException;
import dev.belay.webhook.Delivery.Outcome;
import dev.belay.webhook.TriggerMapping.Mapped;
import dev.belay.webhook.verify.Refusal;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Turns proven deliveries into runs, each once, and leaves a line in the trigger's inbox.
final class Deliveries {
    private final DeliveryLog log;
    private final TriggerMapping mapping;
    private final Payloads payloads;
    private final Ids ids;
    private final InstantSource clock;
    private final RunStarter starter;

    Deliveries(WebhookHandler.Ports ports, Ids ids, InstantSource clock) {
        this.log = ports.log();
        this.mapping = ports.mapping();
        this.payloads = ports.payloads();
        this.ids = ids;
        this.clock = clock;
        this.starter = new RunStarter(ports.client(), ports.payloads());
    }

    /// Starts the run of a proven delivery, or finds why not.
    ///
    /// @param event is made only where a run may begin
    /// @param repeat tells a delivery that a person asks for from the first one; null is the first
    Outcome deliver(
            Trigger trigger,
            Received received,
            Supplier<? extends JsonNode> event,
            @Nullable String repeat) {
        Outcome outcome =
                log.firstRun(trigger.workspace(), trigger.id(), received.deliveryId())
                        .<Outcome>map(Outcome.Duplicate::new)
                        .orElseGet(() -> start(trigger, received, event.get(), repeat));
        note(trigger, outcome, received);
        return outcome;
    }

    private Outcome start(
            Trigger trigger, Received received, JsonNode event, @Nullable String repeat) {
        Mapped mapped;
        try {
            mapped = mapping.map(trigger, event);
        } catch (MappingException e) {
            return new Outcome.Refused(Refusal.NO_MAPPING, e.why());
        } catch (RuntimeException e) {
            if (e instanceof BelayException known && known.code().isOutage()) {
                throw e;
            }
            String code = e instanceof BelayException known ? known.code().code() : "unexpected";
            return new Outcome.Refused(Refusal.NO_MAPPING, code);
        }
        return switch (mapped) {
            case Mapped.Skip(var why) -> new Outcome.Skipped(why);
            case Mapped.Start start ->
                    start(
                            trigger,
                            received,
                            start,
                            event.path(EventTriggers.CHAIN).asInt(),
                            repeat);
        };
    }

    private Outcome start(
            Trigger trigger,
            Received received,
            Mapped.Start start,
            int chain,
            @Nullable String repeat) {
        String key = start.idempotencyKey();
        if (key != null && repeat != null) {
            key += repeat;
        }
        try {
            return starter.start(
                    trigger,
                    key == null ? received.deliveryId() : key,
                    start.input(),
                    start.workflowId(),
                    chain);
        } catch (BelayException e) {
            if (e.code().isOutage()) {
                throw e;
            }
            // A name that cannot be one, an input that is too large: trying again changes nothing.
            return new Outcome.Refused(Refusal.NO_MAPPING, e.code().code());
        }
    }

    /// A line of a request of which nothing was proven: it says nothing that the request said.
    void note(Trigger trigger, Outcome outcome) {
        log.add(
                trigger.workspace(),
                trigger.id(),
                new Delivery(ids.newItemId(), clock.instant(), "", outcome, "", Map.of(), null));
    }

    void note(Trigger trigger, Outcome outcome, Received received) {
        log.add(
                trigger.workspace(),
                trigger.id(),
                new Delivery(
                        ids.newItemId(),
                        received.at(),
                        received.deliveryId(),
                        outcome,
                        received.type(),
                        received.headers(),
                        payloads.keep(
                                trigger.workspace(),
                                "a delivery to trigger '%s'".formatted(trigger.id()),
                                received.body())));
    }
}
