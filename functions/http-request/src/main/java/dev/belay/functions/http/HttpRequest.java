package dev.belay.functions.http;

import dev.belay.core.activity.ActivityType;
import dev.belay.core.activity.Presets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What to send. Everything but the address may be left out, also in JSON.
///
/// @param method `GET` where it is missing
/// @param url `http` or `https`, without credentials
/// @param query added to what the address has already
/// @param body a string is sent as it is; anything else as JSON
/// @param timeout for the whole exchange, redirects included; the attempt's own deadline bounds it
/// @param success the statuses that are an answer; `2xx` where it is empty. A redirect that is
///   named here is an answer and not followed
/// @param retry the statuses after which another attempt may help; `408`, `425`, `429` and `5xx`
///   where it is empty
/// @param responseBytesMax what the answer's body may have; the activity's own setting where it is
///   missing
/// @param withoutIdempotencyKey leaves out the `Idempotency-Key` header, which requests that change
///   something have otherwise: it is the same for all attempts
public record HttpRequest(
        String method,
        String url,
        Map<String, String> headers,
        Map<String, String> query,
        @Nullable Object body,
        @Nullable Duration timeout,
        List<String> success,
        List<String> retry,
        @Nullable Integer responseBytesMax,
        boolean withoutIdempotencyKey) {
    /// The activity as workflow code names it.
    public static final ActivityType<HttpRequest, HttpAnswer> HTTP_REQUEST =
            ActivityType.of("http-request", HttpRequest.class, HttpAnswer.class)
                    .with(Presets.EXTERNAL_API);

    private static final List<String> SUCCESS = List.of("2xx");
    private static final List<String> RETRY = List.of("408", "425", "429", "5xx");

    public HttpRequest {
        method = Objects.requireNonNullElse(method, "GET");
        url = Objects.requireNonNullElse(url, "");
        headers = Map.copyOf(Objects.requireNonNullElse(headers, Map.of()));
        query = Map.copyOf(Objects.requireNonNullElse(query, Map.of()));
        success = orElse(success, SUCCESS);
        retry = orElse(retry, RETRY);
    }

    public static HttpRequest of(String method, String url) {
        return new HttpRequest(
                method, url, Map.of(), Map.of(), null, null, List.of(), List.of(), null, false);
    }

    public static HttpRequest get(String url) {
        return of("GET", url);
    }

    public static HttpRequest post(String url, Object body) {
        return of("POST", url).withBody(body);
    }

    public HttpRequest withHeaders(Map<String, String> values) {
        return new HttpRequest(
                method,
                url,
                values,
                query,
                body,
                timeout,
                success,
                retry,
                responseBytesMax,
                withoutIdempotencyKey);
    }

    public HttpRequest withQuery(Map<String, String> values) {
        return new HttpRequest(
                method,
                url,
                headers,
                values,
                body,
                timeout,
                success,
                retry,
                responseBytesMax,
                withoutIdempotencyKey);
    }

    public HttpRequest withBody(@Nullable Object value) {
        return new HttpRequest(
                method,
                url,
                headers,
                query,
                value,
                timeout,
                success,
                retry,
                responseBytesMax,
                withoutIdempotencyKey);
    }

    public HttpRequest withTimeout(@Nullable Duration limit) {
        return new HttpRequest(
                method,
                url,
                headers,
                query,
                body,
                limit,
                success,
                retry,
                responseBytesMax,
                withoutIdempotencyKey);
    }

    public HttpRequest withSuccess(String... statuses) {
        return new HttpRequest(
                method,
                url,
                headers,
                query,
                body,
                timeout,
                List.of(statuses),
                retry,
                responseBytesMax,
                withoutIdempotencyKey);
    }

    public HttpRequest withRetry(String... statuses) {
        return new HttpRequest(
                method,
                url,
                headers,
                query,
                body,
                timeout,
                success,
                List.of(statuses),
                responseBytesMax,
                withoutIdempotencyKey);
    }

    public HttpRequest withResponseBytesMax(@Nullable Integer bytes) {
        return new HttpRequest(
                method,
                url,
                headers,
                query,
                body,
                timeout,
                success,
                retry,
                bytes,
                withoutIdempotencyKey);
    }

    /// For services that refuse headers they do not know.
    public HttpRequest leavingOutIdempotencyKey() {
        return new HttpRequest(
                method, url, headers, query, body, timeout, success, retry, responseBytesMax, true);
    }

    /// Names no address: it may hold secrets.
    @Override
    public String toString() {
        return "HttpRequest(%s)".formatted(method);
    }

    private static List<String> orElse(@Nullable List<String> given, List<String> fallback) {
        return given == null || given.isEmpty() ? fallback : List.copyOf(given);
    }
}
