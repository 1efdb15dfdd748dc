package dev.belay.functions.http;

import dev.belay.core.activity.ActivityType;
import dev.belay.core.activity.Presets;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
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
/// @param withoutRedirects a redirect fails the request, with its status, instead of being followed
/// @param raw the answer's body is its bytes in base 64, whatever it says it is
/// @param authentication a `scheme` (`basic`, `bearer`, `digest`, `oauth2`, `oidc`) and what it
///   needs, or `use` with the name of a secret that holds it
/// @param withoutSecrets characters that look like a reference to a secret are text like any other.
///   What code builds has it, as its data may come from anyone; flows check theirs
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
        boolean withoutIdempotencyKey,
        boolean withoutRedirects,
        boolean raw,
        @Nullable Map<String, Object> authentication,
        boolean withoutSecrets) {
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
        authentication =
                authentication == null
                        ? null
                        : Collections.unmodifiableMap(new LinkedHashMap<>(authentication));
    }

    public static HttpRequest of(String method, String url) {
        var draft = new RequestDraft();
        draft.method = method;
        draft.url = url;
        draft.withoutSecrets = true;
        return draft.request();
    }

    public static HttpRequest get(String url) {
        return of("GET", url);
    }

    public static HttpRequest post(String url, Object body) {
        return of("POST", url).withBody(body);
    }

    HttpRequest withUrl(String value) {
        return changed(draft -> draft.url = value);
    }

    public HttpRequest withHeaders(Map<String, String> values) {
        return changed(draft -> draft.headers = values);
    }

    public HttpRequest withQuery(Map<String, String> values) {
        return changed(draft -> draft.query = values);
    }

    public HttpRequest withBody(@Nullable Object value) {
        return changed(draft -> draft.body = value);
    }

    public HttpRequest withTimeout(@Nullable Duration limit) {
        return changed(draft -> draft.timeout = limit);
    }

    public HttpRequest withSuccess(String... statuses) {
        return changed(draft -> draft.success = List.of(statuses));
    }

    public HttpRequest withRetry(String... statuses) {
        return changed(draft -> draft.retry = List.of(statuses));
    }

    public HttpRequest withResponseBytesMax(@Nullable Integer bytes) {
        return changed(draft -> draft.responseBytesMax = bytes);
    }

    /// For services that refuse headers they do not know.
    public HttpRequest leavingOutIdempotencyKey() {
        return changed(draft -> draft.withoutIdempotencyKey = true);
    }

    public HttpRequest followingNoRedirects() {
        return changed(draft -> draft.withoutRedirects = true);
    }

    public HttpRequest givingRawBody() {
        return changed(draft -> draft.raw = true);
    }

    public HttpRequest withAuthentication(@Nullable Map<String, Object> value) {
        return changed(draft -> draft.authentication = value);
    }

    /// Only for requests none of whose parts others have a say in: who can write a reference can
    /// have any secret of the workspace sent.
    public HttpRequest resolvingSecrets() {
        return changed(draft -> draft.withoutSecrets = false);
    }

    private HttpRequest changed(Consumer<RequestDraft> change) {
        var draft = RequestDraft.of(this);
        change.accept(draft);
        return draft.request();
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
