package dev.belay.local.server;

import dev.belay.api.HookRuntime;
import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.webhook.DeliveryLog;
import dev.belay.webhook.TriggerRegistry;
import dev.belay.webhook.TriggerStore;
import dev.belay.webhook.WebhookHandler;
import dev.belay.webhook.cloudevents.EventIntake;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What webhooks reach: the system of this process, as [CurrentRuntime] has it.
@Singleton
public class CurrentHooks implements HookRuntime {
    private static volatile @Nullable HookRuntime current;

    /// @param runtime null when there is none any more
    public static void set(@Nullable HookRuntime runtime) {
        current = runtime;
    }

    private static HookRuntime current() {
        HookRuntime runtime = current;
        if (runtime == null) {
            throw new BelayException(
                    ErrorCode.STORE_UNAVAILABLE, "the system is starting or stopping; ask again");
        }
        return runtime;
    }

    @Override
    public WebhookHandler webhooks() {
        return current().webhooks();
    }

    @Override
    public TriggerStore triggers() {
        return current().triggers();
    }

    @Override
    public TriggerRegistry registry() {
        return current().registry();
    }

    @Override
    public DeliveryLog deliveries() {
        return current().deliveries();
    }

    @Override
    public Optional<EventIntake> events() {
        return current().events();
    }
}
