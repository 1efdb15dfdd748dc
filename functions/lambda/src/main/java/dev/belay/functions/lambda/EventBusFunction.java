package dev.belay.functions.lambda;

import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.webhook.cloudevents.EventIntake;
import dev.belay.webhook.http.WebhookRequest;
import dev.belay.webhook.http.WebhookResponse;
import io.quarkus.funqy.Funq;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// Takes the events of an event bus, as the target of a rule.
@Singleton
public class EventBusFunction {
    private static final Logger LOG = System.getLogger(EventBusFunction.class.getName());
    private static final int SERVER_ERROR = 500;
    private static final int CALLER_ERROR = 400;

    private final EventIntake intake;
    private final String workspace;

    EventBusFunction(FunctionSettings settings, Hooks hooks) {
        this.intake = hooks.intake();
        this.workspace = settings.eventWorkspace();
    }

    /// @throws BelayException when the event has to come again; the bus sees to it
    @Funq("event-bus")
    public void take(BusEvent event) {
        var request =
                new WebhookRequest(
                        "POST",
                        "/events/" + workspace,
                        Map.of("content-type", List.of("application/cloudevents+json")),
                        event.toCloudEvent().toString().getBytes(StandardCharsets.UTF_8));
        WebhookResponse answer = intake.handle(workspace, request);
        if (answer.status() >= SERVER_ERROR) {
            throw new BelayException(
                    ErrorCode.STORE_UNAVAILABLE,
                    "%s was not taken; it comes again".formatted(event));
        }
        if (answer.status() >= CALLER_ERROR) {
            LOG.log(Level.ERROR, "{0} is dropped: {1}", event, answer.text());
        }
    }
}
