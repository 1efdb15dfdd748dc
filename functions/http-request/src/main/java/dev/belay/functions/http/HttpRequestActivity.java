package dev.belay.functions.http;

import dev.belay.core.activity.Activity;
import dev.belay.core.activity.ActivityAttempt;
import dev.belay.core.activity.ActivityException;
import dev.belay.core.error.BelayException;
import dev.belay.core.model.Limits;
import dev.belay.core.port.PayloadCodec;
import dev.belay.functions.http.HttpTransport.Call;
import dev.belay.functions.http.HttpTransport.Reply;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Set;
import org.apache.hc.core5.http.ContentType;
import org.jspecify.annotations.Nullable;

/// Performs one HTTP request. Failures name a method, an origin and a status, and nothing that was
/// sent or received.
///
/// Their types: `http-404` and the like for statuses, `http-timeout`, `http-unreachable`,
/// `http-unknown-host`, `http-tls`, `http-redirect`, `http-unreadable-answer`,
/// `http-invalid-request`, and the codes of a forbidden address and of an answer that is too large.
public final class HttpRequestActivity implements Activity<HttpRequest, HttpAnswer>, AutoCloseable {
    static final String INVALID = "http-invalid-request";
    static final String REDIRECT = "http-redirect";

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE");

    private final HttpSettings settings;
    private final PayloadCodec codec;
    private final InstantSource clock;
    private final HttpTransport transport;

    /// @param codec writes bodies and reads answers as JSON
    /// @param clock for `Retry-After` dates
    public HttpRequestActivity(HttpSettings settings, PayloadCodec codec, InstantSource clock) {
        this(settings, codec, clock, HttpTransport::platform);
    }

    HttpRequestActivity(
            HttpSettings settings,
            PayloadCodec codec,
            InstantSource clock,
            GuardedResolver.Names names) {
        this.settings = settings;
        this.codec = codec;
        this.clock = clock;
        this.transport = new HttpTransport(settings.guard(), names);
    }

    @Override
    public HttpAnswer perform(HttpRequest request, ActivityAttempt attempt) {
        var success = new Statuses(request.success());
        var retry = new Statuses(request.retry());
        int bytesMax = bytesMax(request);
        Duration timeout = timeout(request, attempt);
        long begun = System.nanoTime();
        Call call = firstCall(request, attempt);
        for (int redirects = 0; ; redirects++) {
            Duration left = timeout.minusNanos(System.nanoTime() - begun);
            Reply reply =
                    transport.exchange(call, left.isNegative() ? Duration.ZERO : left, bytesMax);
            if (success.contain(reply.status())) {
                return answer(call, reply);
            }
            String location = reply.headers().get("location");
            if (!isRedirect(reply.status()) || location == null) {
                throw refused(call, reply, retry);
            }
            if (redirects >= settings.redirectsMax()) {
                throw ActivityException.permanent(
                        REDIRECT,
                        "%s redirects once more after %d redirects"
                                .formatted(call.target().origin(), redirects));
            }
            call = redirected(call, reply.status(), location);
        }
    }

    private int bytesMax(HttpRequest request) {
        Integer asked = request.responseBytesMax();
        if (asked != null && (asked < 0 || asked > Limits.PAYLOAD_BYTES_MAX)) {
            throw ActivityException.permanent(
                    INVALID,
                    "responseBytesMax is %d, expected 0 to %d"
                            .formatted(asked, Limits.PAYLOAD_BYTES_MAX));
        }
        return asked == null ? settings.responseBytesMax() : asked;
    }

    private Duration timeout(HttpRequest request, ActivityAttempt attempt) {
        Duration asked = request.timeout() == null ? settings.timeout() : request.timeout();
        Duration left = attempt.remaining();
        return asked.compareTo(left) < 0 ? asked : left;
    }

    private Call firstCall(HttpRequest request, ActivityAttempt attempt) {
        String method = request.method().toUpperCase(Locale.ROOT);
        if (!METHODS.contains(method)) {
            throw ActivityException.permanent(
                    INVALID,
                    "the method is not one of %s".formatted(METHODS.stream().sorted().toList()));
        }
        var headers = RequestHeaders.checked(request.headers());
        Object body = request.body();
        if (body != null) {
            headers.putIfAbsent(
                    "content-type",
                    body instanceof String ? "text/plain; charset=utf-8" : "application/json");
        }
        if (!READING.contains(method) && !request.withoutIdempotencyKey()) {
            headers.putIfAbsent(RequestHeaders.IDEMPOTENCY_KEY, attempt.idempotencyKey());
        }
        return new Call(method, Target.of(request.url(), request.query()), headers, bytes(body));
    }

    private byte[] bytes(@Nullable Object body) {
        return switch (body) {
            case null -> new byte[0];
            case String text -> text.getBytes(StandardCharsets.UTF_8);
            default -> codec.write(body);
        };
    }

    private static boolean isRedirect(int status) {
        return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
    }

    /// As browsers do it: 307 and 308 repeat the request, the others turn into reading what is at
    /// the other place.
    private static Call redirected(Call call, int status, String location) {
        Target next = call.target().redirected(location);
        var headers =
                next.origin().equals(call.target().origin())
                        ? RequestHeaders.checked(call.headers())
                        : RequestHeaders.harmless(call.headers());
        if (status == 307 || status == 308 || READING.contains(call.method())) {
            return new Call(call.method(), next, headers, call.body());
        }
        headers.remove("content-type");
        headers.remove(RequestHeaders.IDEMPOTENCY_KEY);
        return new Call("GET", next, headers, new byte[0]);
    }

    private ActivityException refused(Call call, Reply reply, Statuses retry) {
        boolean retryable = retry.contain(reply.status());
        return new ActivityException(
                "http-" + reply.status(),
                "%s %s answered %d"
                        .formatted(call.method(), call.target().origin(), reply.status()),
                retryable,
                retryable
                        ? RetryAfter.parse(reply.headers().get("retry-after"), clock.instant())
                        : null,
                null);
    }

    private HttpAnswer answer(Call call, Reply reply) {
        String type = reply.headers().getOrDefault("content-type", "");
        return new HttpAnswer(
                reply.status(),
                reply.headers(),
                reply.body().length == 0
                        ? null
                        : isJson(type)
                                ? json(call, reply)
                                : new String(reply.body(), charset(type)));
    }

    private @Nullable Object json(Call call, Reply reply) {
        try {
            return codec.read(reply.body(), Object.class);
        } catch (BelayException e) {
            throw ActivityException.transientFailure(
                    "http-unreadable-answer",
                    "%s %s answered %d with %d bytes that are not the JSON they are said to be"
                            .formatted(
                                    call.method(),
                                    call.target().origin(),
                                    reply.status(),
                                    reply.body().length));
        }
    }

    private static boolean isJson(String contentType) {
        String type = contentType.toLowerCase(Locale.ROOT);
        int parameters = type.indexOf(';');
        String plain = (parameters < 0 ? type : type.substring(0, parameters)).strip();
        return plain.equals("application/json") || plain.endsWith("+json");
    }

    private static Charset charset(String contentType) {
        ContentType parsed = ContentType.parseLenient(contentType);
        return parsed == null ? StandardCharsets.UTF_8 : parsed.getCharset(StandardCharsets.UTF_8);
    }

    /// Closes its connections.
    @Override
    public void close() {
        transport.close();
    }
}
