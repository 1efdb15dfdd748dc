package dev.belay.local.server;

import io.restassured.RestAssured;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Plain requests, many of them, without anything that helps.
final class Http {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Http() {}

    static HttpResponse<String> send(
            String method, String address, @Nullable String token, @Nullable String body)
            throws Exception {
        return send(
                method,
                address,
                token,
                body == null ? null : body.getBytes(StandardCharsets.UTF_8),
                "application/json");
    }

    static HttpResponse<String> send(
            String method,
            String address,
            @Nullable String token,
            byte @Nullable [] body,
            String type)
            throws Exception {
        var request =
                HttpRequest.newBuilder(
                                URI.create(
                                        "http://localhost:%d%s"
                                                .formatted(RestAssured.port, address)))
                        .method(
                                method,
                                body == null
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofByteArray(body));
        if (body != null) {
            request.header("Content-Type", type);
        }
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }
}
