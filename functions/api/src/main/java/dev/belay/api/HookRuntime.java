package dev.belay.api;

import dev.belay.webhook.DeliveryLog;
import dev.belay.webhook.TriggerRegistry;
import dev.belay.webhook.TriggerStore;
import dev.belay.webhook.WebhookHandler;
import dev.belay.webhook.cloudevents.EventIntake;
import java.util.Optional;

/// What webhooks, events and the API of triggers need of the process that serves them.
public interface HookRuntime {
    WebhookHandler webhooks();

    TriggerStore triggers();

    /// Makes and changes triggers.
    TriggerRegistry registry();

    DeliveryLog deliveries();

    /// Empty where nothing routes events.
    Optional<EventIntake> events();
}
