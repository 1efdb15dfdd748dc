package dev.belay.api;

import dev.belay.webhook.http.WebhookRequest;
import dev.belay.webhook.http.WebhookResponse;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Requests byte for byte, as signatures are about them.
final class RawRequests {
    private static final byte[] NOTHING = {};

    private RawRequests() {}

    static WebhookRequest of(HttpServerRequest request, byte @Nullable [] body) {
        var headers = new HashMap<String, List<String>>();
        request.headers()
                .forEach(header ->
                        headers.computeIfAbsent(header.getKey(), _ -> new ArrayList<>())
                                .add(header.getValue()));
        return new WebhookRequest(
                request.method().name(),
                request.absoluteURI(),
                headers,
                body == null ? NOTHING : body);
    }

    static Response answer(WebhookResponse response) {
        Response.ResponseBuilder builder = Response.status(response.status());
        response.headers().forEach(builder::header);
        return builder.entity(response.body()).build();
    }
}
