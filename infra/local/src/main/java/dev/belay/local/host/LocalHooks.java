package dev.belay.local.host;

import dev.belay.api.HookRuntime;
import dev.belay.core.client.Ids;
import dev.belay.core.client.RunClient;
import dev.belay.core.decider.Payloads;
import dev.belay.core.port.Records;
import dev.belay.jq.JqExpressions;
import dev.belay.webhook.DeliveryLog;
import dev.belay.webhook.EventMatcher;
import dev.belay.webhook.EventTriggers;
import dev.belay.webhook.ExpressionMapping;
import dev.belay.webhook.SecretStore;
import dev.belay.webhook.TriggerRegistry;
import dev.belay.webhook.TriggerRules;
import dev.belay.webhook.TriggerStore;
import dev.belay.webhook.WebhookHandler;
import dev.belay.webhook.cloudevents.EventIntake;
import dev.belay.webhook.event.Listeners;
import dev.belay.webhook.event.PublishedEvents;
import dev.belay.webhook.sender.Senders;
import dev.belay.webhook.store.DeliveryRecords;
import dev.belay.webhook.store.TriggerRecords;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;

/// Webhooks and events of a single process, which start its runs.
public final class LocalHooks implements HookRuntime {
    private final TriggerStore triggers;
    private final DeliveryLog deliveries;
    private final WebhookHandler webhooks;
    private final TriggerRegistry registry;
    private final PublishedEvents published;
    private final EventIntake events;

    /// @param listeners the runs that wait for events
    public LocalHooks(
            RunClient client,
            Payloads payloads,
            Records records,
            SecretStore secrets,
            Listeners listeners) {
        InstantSource clock = InstantSource.system();
        var ids = new Ids(clock, new SecureRandom());
        var jq = new JqExpressions();
        var mapping = new ExpressionMapping(jq, clock);
        Senders senders = Senders.known();
        triggers = new TriggerRecords(records);
        deliveries = DeliveryRecords.trimmingAside(records);
        var ports =
                new WebhookHandler.Ports(triggers, secrets, deliveries, mapping, client, payloads);
        webhooks = new WebhookHandler(ports, senders, ids, clock);
        registry = new TriggerRegistry(triggers, new TriggerRules(senders, mapping));
        published =
                new PublishedEvents(
                        listeners,
                        new EventTriggers(ports, new EventMatcher(jq, clock), ids, clock));
        events = new EventIntake(records, published, clock);
    }

    /// Where events go, whoever publishes them.
    public PublishedEvents published() {
        return published;
    }

    @Override
    public WebhookHandler webhooks() {
        return webhooks;
    }

    @Override
    public TriggerStore triggers() {
        return triggers;
    }

    @Override
    public TriggerRegistry registry() {
        return registry;
    }

    @Override
    public DeliveryLog deliveries() {
        return deliveries;
    }

    @Override
    public Optional<EventIntake> events() {
        return Optional.of(events);
    }
}
