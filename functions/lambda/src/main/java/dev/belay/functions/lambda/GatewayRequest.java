package dev.belay.functions.lambda;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.belay.webhook.http.WebhookRequest;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What an HTTP API of API Gateway, or a function's own address, makes of a request: payload format
/// 2.0, as far as it is used.
@RegisterForReflection
public record GatewayRequest(
        @Nullable String rawPath,
        @Nullable String rawQueryString,
        @Nullable Map<String, String> headers,
        @Nullable String body,
        @JsonProperty("isBase64Encoded") boolean isBase64Encoded,
        @Nullable Context requestContext) {
    private static final String DEFAULT_STAGE = "$default";

    @RegisterForReflection
    public record Context(
            @Nullable String domainName, @Nullable String stage, @Nullable Http http) {}

    @RegisterForReflection
    public record Http(@Nullable String method) {}

    /// As it was sent, byte for byte.
    ///
    /// @throws IllegalArgumentException when the body is said to be in base 64 and is not
    WebhookRequest toRequest() {
        var values = new HashMap<String, List<String>>();
        given().forEach((name, value) -> values.put(name, List.of(value)));
        return new WebhookRequest(method(), url(), values, bytes());
    }

    /// The segments of the path, without the one that names a stage; empty where they do not begin
    /// with `root`.
    Optional<List<String>> below(String root) {
        List<String> segments =
                Arrays.stream(path().split("/")).filter(segment -> !segment.isEmpty()).toList();
        if (!segments.isEmpty() && isStage(segments.getFirst())) {
            segments = segments.subList(1, segments.size());
        }
        return segments.isEmpty() || !segments.getFirst().equals(root)
                ? Optional.empty()
                : Optional.of(segments.subList(1, segments.size()));
    }

    String method() {
        return requestContext == null
                        || requestContext.http() == null
                        || requestContext.http().method() == null
                ? ""
                : requestContext.http().method();
    }

    private boolean isStage(String segment) {
        return requestContext != null
                && requestContext.stage() != null
                && !requestContext.stage().equals(DEFAULT_STAGE)
                && requestContext.stage().equals(segment);
    }

    private byte[] bytes() {
        if (body == null) {
            return new byte[0];
        }
        return isBase64Encoded
                ? Base64.getDecoder().decode(body)
                : body.getBytes(StandardCharsets.UTF_8);
    }

    /// API Gateway ends TLS, so whoever sends used it.
    private String url() {
        String host = given().getOrDefault("host", domain());
        String query = rawQueryString == null ? "" : rawQueryString;
        return "https://" + host + path() + (query.isEmpty() ? "" : "?" + query);
    }

    private String domain() {
        return requestContext == null || requestContext.domainName() == null
                ? "localhost"
                : requestContext.domainName();
    }

    private String path() {
        return rawPath == null ? "/" : rawPath;
    }

    private Map<String, String> given() {
        var given = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        if (headers != null) {
            given.putAll(headers);
        }
        return given;
    }

    /// Neither values nor content: they may be secret.
    @Override
    public String toString() {
        return "GatewayRequest(%s, %d headers)".formatted(method(), given().size());
    }
}
