package dev.belay.functions.http;

import dev.belay.core.activity.ActivityException;
import dev.belay.core.error.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/// One exchange: bytes out, bytes in, in bounded time and space. Follows, retries and remembers
/// nothing.
final class HttpTransport implements AutoCloseable {
    private static final int CONNECTIONS_MAX = 1_000;

    /// What an answer may say before its body. Without these a server could fill the memory.
    private static final Http1Config HEADERS =
            Http1Config.custom().setMaxLineLength(32 * 1024).setMaxHeaderCount(200).build();

    private final AddressGuard guard;
    private final CloseableHttpClient client;
    private final ScheduledExecutorService deadlines =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("http-deadlines").factory());

    HttpTransport(AddressGuard guard, GuardedResolver.Names names) {
        this.guard = guard;
        var connections =
                PoolingHttpClientConnectionManagerBuilder.create()
                        .setConnectionFactory(
                                ManagedHttpClientConnectionFactory.builder()
                                        .http1Config(HEADERS)
                                        .build())
                        .setDnsResolver(new GuardedResolver(guard, names))
                        .setDefaultConnectionConfig(
                                ConnectionConfig.custom()
                                        .setConnectTimeout(Timeout.ofSeconds(10))
                                        // A host that was frozen meanwhile finds them closed.
                                        .setValidateAfterInactivity(TimeValue.ofSeconds(1))
                                        .setTimeToLive(TimeValue.ofMinutes(5))
                                        .build())
                        .setMaxConnTotal(CONNECTIONS_MAX)
                        .setMaxConnPerRoute(CONNECTIONS_MAX)
                        .build();
        this.client =
                HttpClients.custom()
                        .setConnectionManager(connections)
                        .setUserAgent("belay")
                        .disableRedirectHandling()
                        .disableAutomaticRetries()
                        .disableCookieManagement()
                        .disableAuthCaching()
                        .build();
    }

    /// @param body empty for none
    record Call(String method, Target target, Map<String, String> headers, byte[] body) {
        /// Checked like all headers: what proves an identity may come from elsewhere.
        Call with(String header, String value) {
            Map<String, String> more = RequestHeaders.checked(headers);
            more.putAll(RequestHeaders.checked(Map.of(header, value)));
            return new Call(method, target, more, body);
        }

        /// Shows no content.
        @Override
        public String toString() {
            return "Call(%s %s)".formatted(method, target.origin());
        }
    }

    /// @param headers under lower-case names
    record Reply(int status, Map<String, String> headers, byte[] body) {}

    /// @throws ActivityException whatever keeps the reply from coming
    Reply exchange(Call call, Duration timeout, int bytesMax) {
        String refusal = guard.refusal(call.target().uri());
        if (refusal != null) {
            throw forbidden(call.target(), refusal);
        }
        var request = request(call, timeout);
        var late = new AtomicBoolean();
        // A socket's own timeout starts again with every byte.
        var deadline =
                deadlines.schedule(
                        () -> {
                            late.set(true);
                            request.cancel();
                        },
                        timeout.toMillis(),
                        TimeUnit.MILLISECONDS);
        try {
            return client.execute(request, response -> reply(response, request, bytesMax));
        } catch (IOException e) {
            throw late.get() ? timedOut(call, timeout) : failed(call, e, timeout);
        } finally {
            deadline.cancel(false);
        }
    }

    private static HttpUriRequestBase request(Call call, Duration timeout) {
        var request = new HttpUriRequestBase(call.method(), call.target().uri());
        call.headers().forEach(request::setHeader);
        if (call.body().length > 0) {
            request.setEntity(new ByteArrayEntity(call.body(), null));
        }
        request.setConfig(
                RequestConfig.custom()
                        .setConnectionRequestTimeout(Timeout.of(timeout))
                        .setResponseTimeout(Timeout.of(timeout))
                        .build());
        return request;
    }

    private static Reply reply(
            ClassicHttpResponse response, HttpUriRequestBase request, int bytesMax)
            throws IOException {
        var headers = new HashMap<String, String>();
        for (Header header : response.getHeaders()) {
            headers.merge(
                    header.getName().toLowerCase(Locale.ROOT),
                    header.getValue() == null ? "" : header.getValue(),
                    (first, next) -> first + ", " + next);
        }
        HttpEntity entity = response.getEntity();
        byte[] body = entity == null ? new byte[0] : read(entity.getContent(), bytesMax);
        if (body.length > bytesMax) {
            // Otherwise the client would read the rest, to use the connection again.
            request.cancel();
            throw refused(
                    ErrorCode.RESPONSE_TOO_LARGE,
                    "the answer's body has more than %d bytes; ask for less, or raise responseBytesMax"
                            .formatted(bytesMax));
        }
        return new Reply(response.getCode(), headers, body);
    }

    private static byte[] read(InputStream content, int bytesMax) throws IOException {
        return content == null ? new byte[0] : content.readNBytes(bytesMax + 1);
    }

    /// What the client says is left out: it may quote what was sent.
    private static ActivityException failed(Call call, IOException e, Duration timeout) {
        String origin = call.target().origin();
        return switch (e) {
            case GuardedResolver.Refused _ ->
                    forbidden(call.target(), "its host has no public address");
            case UnknownHostException _ ->
                    ActivityException.transientFailure(
                            "http-unknown-host", "the host of %s is not known".formatted(origin));
            case SSLException _ ->
                    ActivityException.transientFailure(
                            "http-tls",
                            "no trusted connection to %s (%s)".formatted(origin, name(e)));
            case InterruptedIOException _ -> timedOut(call, timeout);
            default ->
                    ActivityException.transientFailure(
                            "http-unreachable",
                            "%s %s got no answer (%s)".formatted(call.method(), origin, name(e)));
        };
    }

    private static ActivityException timedOut(Call call, Duration timeout) {
        return ActivityException.transientFailure(
                "http-timeout",
                "%s %s got no complete answer within %s"
                        .formatted(call.method(), call.target().origin(), timeout));
    }

    private static ActivityException forbidden(Target target, String why) {
        return refused(
                ErrorCode.FORBIDDEN_ADDRESS,
                "%s may not be requested: %s; whoever hosts the activity can allow it"
                        .formatted(target.origin(), why));
    }

    private static ActivityException refused(ErrorCode code, String message) {
        return ActivityException.permanent(code.code(), "%s (%s)".formatted(message, code.docs()));
    }

    private static String name(IOException e) {
        return e.getClass().getSimpleName();
    }

    /// The platform's resolver.
    static InetAddress[] platform(String host) throws UnknownHostException {
        return InetAddress.getAllByName(host);
    }

    @Override
    public void close() {
        deadlines.shutdownNow();
        try {
            client.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
