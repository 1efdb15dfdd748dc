package dev.belay.local.host;

import dev.belay.api.HookRuntime;
import dev.belay.core.client.Ids;
import dev.belay.core.port.Records;
import dev.belay.webhook.DeliveryLog;
import dev.belay.webhook.SecretStore;
import dev.belay.webhook.TriggerMapping;
import dev.belay.webhook.TriggerStore;
import dev.belay.webhook.WebhookHandler;
import dev.belay.webhook.cloudevents.EventIntake;
import dev.belay.webhook.sender.Senders;
import dev.belay.webhook.store.DeliveryRecords;
import dev.belay.webhook.store.TriggerRecords;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;

/// Webhooks of a single process, which start its runs.
public final class LocalHooks implements HookRuntime {
    private final TriggerStore triggers;
    private final DeliveryLog deliveries;
    private final WebhookHandler webhooks;

    /// @param mapping evaluates the expressions of triggers
    public LocalHooks(
            SingleProcess process, Records records, SecretStore secrets, TriggerMapping mapping) {
        InstantSource clock = InstantSource.system();
        triggers = new TriggerRecords(records);
        deliveries = new DeliveryRecords(records);
        webhooks =
                new WebhookHandler(
                        new WebhookHandler.Ports(
                                triggers,
                                secrets,
                                deliveries,
                                mapping,
                                process.client(),
                                process.payloads()),
                        Senders.known(),
                        new Ids(clock, new SecureRandom()),
                        clock);
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
    public DeliveryLog deliveries() {
        return deliveries;
    }

    @Override
    public Optional<EventIntake> events() {
        return Optional.empty();
    }
}
