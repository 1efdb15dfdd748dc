package dev.belay.functions.http;

import dev.belay.core.activity.Activity;
import dev.belay.core.activity.ActivityAttempt;
import dev.belay.core.activity.ActivityException;
import dev.belay.core.error.BelayException;
import dev.belay.core.model.Limits;
import dev.belay.core.port.PayloadCodec;
import dev.belay.functions.http.HttpTransport.Call;
import dev.belay.functions.http.HttpTransport.Reply;
import dev.belay.functions.http.secret.EnvironmentSecrets;
import dev.belay.functions.http.secret.SecretStore;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import org.apache.hc.core5.http.ContentType;
import org.jspecify.annotations.Nullable;

/// Performs one HTTP request. Failures name a method, an origin and a status, and nothing that was
/// sent or received. Secrets are put in here and are taken out of whatever comes back.
///
/// Their types: `http-404` and the like for statuses, `http-401` also where no token is given,
/// `http-timeout`, `http-unreachable`, `http-unknown-host`, `http-tls`, `http-redirect`,
/// `http-unreadable-answer`, `http-failed`, `http-invalid-request` (also for a secret that is
/// missing), and the codes of a forbidden address and of an answer that is too large.
public final class HttpRequestActivity implements Activity<HttpRequest, HttpAnswer>, AutoCloseable {
    static final String INVALID = "http-invalid-request";
    static final String REDIRECT = "http-redirect";
    static final String UNAUTHORIZED = "http-401";

    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE");

    private final HttpSettings settings;
    private final PayloadCodec codec;
    private final InstantSource clock;
    private final SecretStore secrets;
    private final HttpTransport transport;
    private final Courier courier;
    private final Authenticators authenticators;

    /// With the secrets in the process's environment.
    public HttpRequestActivity(HttpSettings settings, PayloadCodec codec, InstantSource clock) {
        this(settings, codec, clock, EnvironmentSecrets.ofProcess());
    }

    /// @param codec writes bodies and reads answers as JSON
    /// @param clock for `Retry-After` dates and for tokens that expire
    public HttpRequestActivity(
            HttpSettings settings, PayloadCodec codec, InstantSource clock, SecretStore secrets) {
        this(settings, codec, clock, secrets, HttpTransport::platform);
    }

    HttpRequestActivity(
            HttpSettings settings,
            PayloadCodec codec,
            InstantSource clock,
            SecretStore secrets,
            GuardedResolver.Names names) {
        this.settings = settings;
        this.codec = codec;
        this.clock = clock;
        this.secrets = secrets;
        this.transport = new HttpTransport(settings.guard(), names);
        this.courier = new Courier(transport, settings.redirectsMax());
        this.authenticators = new Authenticators(new Tokens(transport, codec, clock), codec);
    }

    @Override
    public HttpAnswer perform(HttpRequest request, ActivityAttempt attempt) {
        var used = new Secrets(secrets, attempt.run().workspace(), codec);
        try {
            return performed(used.resolved(request), attempt, used);
        } catch (ActivityException e) {
            String message = used.redaction.text(String.valueOf(e.getMessage()));
            if (message.equals(e.getMessage())) {
                throw e;
            }
            throw new ActivityException(e.type(), message, e.retryable(), e.retryAfter(), null);
        } catch (RuntimeException e) {
            if (used.redaction.isEmpty()) {
                throw e;
            }
            // Nobody knows what it quotes.
            throw ActivityException.transientFailure(
                    "http-failed",
                    "the request failed with a %s".formatted(e.getClass().getSimpleName()));
        }
    }

    private HttpAnswer performed(HttpRequest request, ActivityAttempt attempt, Secrets used) {
        var success = new Statuses(request.success());
        var retry = new Statuses(request.retry());
        var way =
                new Courier.Way(
                        Deadline.in(timeout(request, attempt)),
                        bytesMax(request),
                        success,
                        !request.withoutRedirects());
        Authenticator authenticator =
                authenticators.of(request.authentication(), attempt.run().workspace(), used);
        Courier.Arrival arrival = courier.send(firstCall(request, attempt), authenticator, way);
        if (!success.contain(arrival.reply().status())) {
            throw refused(arrival.call(), arrival.reply(), retry);
        }
        return answer(arrival.call(), arrival.reply(), request.raw(), used.redaction);
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
        if (!Courier.READING.contains(method) && !request.withoutIdempotencyKey()) {
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

    private HttpAnswer answer(Call call, Reply reply, boolean raw, Redaction redaction) {
        return new HttpAnswer(
                reply.status(),
                redaction.headers(reply.headers()),
                reply.body().length == 0 ? null : body(call, reply, raw, redaction));
    }

    private @Nullable Object body(Call call, Reply reply, boolean raw, Redaction redaction) {
        if (raw) {
            return Base64.getEncoder().encodeToString(redaction.bytes(reply.body()));
        }
        String type = reply.headers().getOrDefault("content-type", "");
        return isJson(type)
                ? redaction.value(json(call, reply))
                : redaction.text(new String(reply.body(), charset(type)));
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
