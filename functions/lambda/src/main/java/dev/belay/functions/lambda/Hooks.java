package dev.belay.functions.lambda;

import dev.belay.jq.JqExpressions;
import dev.belay.webhook.EventMatcher;
import dev.belay.webhook.EventTriggers;
import dev.belay.webhook.ExpressionMapping;
import dev.belay.webhook.WebhookHandler;
import dev.belay.webhook.cloudevents.EventIntake;
import dev.belay.webhook.event.Listeners;
import dev.belay.webhook.event.PublishedEvents;
import dev.belay.webhook.sender.Senders;
import dev.belay.webhook.store.DeliveryRecords;
import dev.belay.webhook.store.TriggerRecords;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/// What comes from outside, and what runs emit: who receives it, and where it goes.
@Singleton
public final class Hooks {
    private final WebhookHandler webhooks;
    private final PublishedEvents events;
    private final EventIntake intake;

    Hooks(FunctionPorts functions) {
        var ports = functions.ports();
        var jq = new JqExpressions();
        var hooks =
                new WebhookHandler.Ports(
                        new TriggerRecords(ports.records()),
                        functions.secrets(),
                        new DeliveryRecords(ports.records()),
                        new ExpressionMapping(jq, functions.clock()),
                        functions.client(),
                        functions.payloads());
        webhooks = new WebhookHandler(hooks, Senders.known(), functions.ids(), functions.clock());
        events =
                new PublishedEvents(
                        new Listeners(functions.client(), functions.payloads(), ports.flows()),
                        new EventTriggers(
                                hooks,
                                new EventMatcher(jq, functions.clock()),
                                functions.ids(),
                                functions.clock()));
        intake = new EventIntake(ports.records(), events, InstantSource.system());
    }

    WebhookHandler webhooks() {
        return webhooks;
    }

    PublishedEvents events() {
        return events;
    }

    EventIntake intake() {
        return intake;
    }
}
