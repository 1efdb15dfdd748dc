package dev.belay.functions.lambda;

import dev.belay.webhook.cloudevents.EventIntake;
import dev.belay.webhook.http.WebhookRequest;
import io.quarkus.funqy.Funq;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/// Takes CloudEvents at `/events/{workspace}`. Who may send is for the gateway to decide: deploy it
/// behind an authorizer.
@Singleton
public class EventsFunction {
    private static final String ROOT = "events";

    private final EventIntake intake;

    EventsFunction(Hooks hooks) {
        this.intake = hooks.intake();
    }

    @Funq("events")
    public GatewayResponse receive(GatewayRequest event) {
        Optional<List<String>> path = event.below(ROOT).filter(names -> names.size() == 1);
        if (path.isEmpty()) {
            return GatewayResponse.unknown();
        }
        WebhookRequest request;
        try {
            request = event.toRequest();
        } catch (IllegalArgumentException _) {
            return GatewayResponse.unreadable();
        }
        return GatewayResponse.of(intake.handle(path.get().getFirst(), request));
    }
}
