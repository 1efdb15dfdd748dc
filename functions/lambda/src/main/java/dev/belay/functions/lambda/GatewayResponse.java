package dev.belay.functions.lambda;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.belay.webhook.http.WebhookResponse;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;

/// An answer as API Gateway expects it.
@RegisterForReflection
public record GatewayResponse(
        int statusCode,
        Map<String, String> headers,
        String body,
        @JsonProperty("isBase64Encoded") boolean isBase64Encoded) {
    static GatewayResponse of(WebhookResponse response) {
        var text = new String(response.body(), StandardCharsets.UTF_8);
        boolean isText = Arrays.equals(text.getBytes(StandardCharsets.UTF_8), response.body());
        return new GatewayResponse(
                response.status(),
                response.headers(),
                isText ? text : Base64.getEncoder().encodeToString(response.body()),
                !isText);
    }

    static GatewayResponse unknown() {
        return of(WebhookResponse.json(404, "{\"status\":\"unknown\"}"));
    }

    static GatewayResponse unreadable() {
        return of(WebhookResponse.json(400, "{\"status\":\"refused\"}"));
    }
}
