package dev.belay.webhook.http;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/// What the sender is told. It never says more than it must: why a request was refused is for the
/// operator.
///
/// @param headers by name; every response forbids that its body is taken for something else
public record WebhookResponse(int status, Map<String, String> headers, byte[] body) {
    public WebhookResponse {
        headers = Map.copyOf(headers);
    }

    public static WebhookResponse of(int status, String contentType, String body) {
        return new WebhookResponse(
                status,
                Map.of(
                        "content-type",
                        contentType,
                        "x-content-type-options",
                        "nosniff",
                        "cache-control",
                        "no-store"),
                body.getBytes(StandardCharsets.UTF_8));
    }

    public static WebhookResponse json(int status, String body) {
        return of(status, "application/json", body);
    }

    public static WebhookResponse text(int status, String body) {
        return of(status, "text/plain; charset=utf-8", body);
    }

    /// With one header more, or another value for it.
    public WebhookResponse with(String name, String value) {
        var more = new HashMap<>(headers);
        more.put(name, value);
        return new WebhookResponse(status, more, body);
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
