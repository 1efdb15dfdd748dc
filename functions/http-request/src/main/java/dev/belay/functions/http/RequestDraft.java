package dev.belay.functions.http;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A request that is being changed.
final class RequestDraft {
    String method = "GET";
    String url = "";
    Map<String, String> headers = Map.of();
    Map<String, String> query = Map.of();
    @Nullable Object body;
    @Nullable Duration timeout;
    List<String> success = List.of();
    List<String> retry = List.of();
    @Nullable Integer responseBytesMax;
    boolean withoutIdempotencyKey;
    boolean withoutRedirects;
    boolean raw;
    @Nullable Map<String, Object> authentication;
    boolean withoutSecrets;

    static RequestDraft of(HttpRequest request) {
        var draft = new RequestDraft();
        draft.method = request.method();
        draft.url = request.url();
        draft.headers = request.headers();
        draft.query = request.query();
        draft.body = request.body();
        draft.timeout = request.timeout();
        draft.success = request.success();
        draft.retry = request.retry();
        draft.responseBytesMax = request.responseBytesMax();
        draft.withoutIdempotencyKey = request.withoutIdempotencyKey();
        draft.withoutRedirects = request.withoutRedirects();
        draft.raw = request.raw();
        draft.authentication = request.authentication();
        draft.withoutSecrets = request.withoutSecrets();
        return draft;
    }

    HttpRequest request() {
        return new HttpRequest(
                method,
                url,
                headers,
                query,
                body,
                timeout,
                success,
                retry,
                responseBytesMax,
                withoutIdempotencyKey,
                withoutRedirects,
                raw,
                authentication,
                withoutSecrets);
    }
}
