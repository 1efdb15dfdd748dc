package dev.belay.functions.lambda;

import dev.belay.webhook.WebhookHandler;
import dev.belay.webhook.http.WebhookRequest;
import io.quarkus.funqy.Funq;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/// Receives webhooks at `/hooks/{workspace}/{trigger}`, with a token behind it where the sender
/// puts one there. The sender's answer is the function's: when it is good, the run will begin.
@Singleton
public class WebhookFunction {
    private static final String ROOT = "hooks";
    private static final int WITHOUT_TOKEN = 2;
    private static final int WITH_TOKEN = 3;

    private final WebhookHandler handler;

    WebhookFunction(Hooks hooks) {
        this.handler = hooks.webhooks();
    }

    @Funq("webhook")
    public GatewayResponse receive(GatewayRequest event) {
        Optional<List<String>> path =
                event.below(ROOT)
                        .filter(names ->
                                names.size() == WITHOUT_TOKEN || names.size() == WITH_TOKEN);
        if (path.isEmpty()) {
            return GatewayResponse.unknown();
        }
        WebhookRequest request;
        try {
            request = event.toRequest();
        } catch (IllegalArgumentException _) {
            return GatewayResponse.unreadable();
        }
        List<String> names = path.get();
        return GatewayResponse.of(handler.handle(names.get(0), names.get(1), request));
    }
}
