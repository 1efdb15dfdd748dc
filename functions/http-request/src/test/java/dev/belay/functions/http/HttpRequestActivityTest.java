package dev.belay.functions.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.belay.core.activity.ActivityException;
import dev.belay.core.error.ErrorCode;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class HttpRequestActivityTest {
    private final LocalServer server = new LocalServer();
    private final Client client = Client.open();
    private final CountDownLatch over = new CountDownLatch(1);

    @AfterEach
    void stop() {
        over.countDown();
        client.close();
        server.close();
    }

    @Test
    void a_json_answer_becomes_a_json_value() {
        server.answer("/a", 200, "application/json; charset=utf-8", "{\"id\":7,\"tags\":[\"x\"]}");
        server.answer("/b", 201, "application/problem+json", "[1]");

        HttpAnswer answer = client.send(HttpRequest.get(server.url("/a")));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers())
                .containsEntry("content-type", "application/json; charset=utf-8");
        assertThat(answer.body()).isEqualTo(Map.of("id", 7, "tags", List.of("x")));
        assertThat(client.send(HttpRequest.get(server.url("/b"))).body()).isEqualTo(List.of(1));
    }

    @Test
    void any_other_answer_becomes_text_or_nothing() {
        server.answer("/text", 200, "text/plain", "grüße");
        server.answer("/none", 204, Map.of(), "");

        assertThat(client.send(HttpRequest.get(server.url("/text"))).body()).isEqualTo("grüße");
        assertThat(client.send(HttpRequest.get(server.url("/none"))).body()).isNull();
    }

    @Test
    void a_compressed_answer_is_read_as_any_other() {
        byte[] compressed = HexFormat.of().parseHex("0b03807b2261223a317d03");
        server.on(
                "/a",
                exchange -> {
                    exchange.getResponseHeaders().set("Content-Type", "application/json");
                    exchange.getResponseHeaders().set("Content-Encoding", "br");
                    exchange.sendResponseHeaders(200, compressed.length);
                    exchange.getResponseBody().write(compressed);
                });

        HttpAnswer answer = client.send(HttpRequest.get(server.url("/a")));

        assertThat(answer.body()).isEqualTo(Map.of("a", 1));
        assertThat(server.seen.getFirst().headers().get("accept-encoding")).contains("br");
    }

    @Test
    void an_answer_that_only_says_it_is_json_is_a_failure() {
        server.answer("/a", 200, "application/json", "<html>secret</html>");

        ActivityException failure = client.refusal(HttpRequest.get(server.url("/a")));

        assertThat(failure.type()).isEqualTo("http-unreadable-answer");
        assertThat(failure).hasMessageNotContaining("secret");
    }

    @Test
    void a_value_is_sent_as_json_and_text_as_it_is() {
        server.answer("/a", 200, Map.of(), "");

        client.send(HttpRequest.post(server.url("/a"), Map.of("cents", 1999)));
        client.send(HttpRequest.post(server.url("/a"), "plain ä"));
        client.send(
                HttpRequest.post(server.url("/a"), "<x/>")
                        .withHeaders(Map.of("Content-Type", "text/xml", "X-Own", "1")));

        assertThat(server.seen)
                .extracting(LocalServer.Seen::body)
                .containsExactly("{\"cents\":1999}", "plain ä", "<x/>");
        assertThat(server.seen)
                .extracting(seen -> seen.headers().get("content-type"))
                .containsExactly("application/json", "text/plain; charset=utf-8", "text/xml");
        assertThat(server.seen.getLast().headers()).containsEntry("x-own", "1");
    }

    @Test
    void query_parameters_are_added_to_those_of_the_address() {
        server.answer("/a", 200, Map.of(), "");

        client.send(
                HttpRequest.get(server.url("/a?kept=%2F+1#part"))
                        .withQuery(Map.of("q", "a b&c=d", "ä", "+")));
        client.send(HttpRequest.get(server.url("/a")).withQuery(Map.of("q", "1")));

        assertThat(server.seen)
                .extracting(LocalServer.Seen::target)
                .containsExactly("/a?kept=%2F+1&q=a%20b%26c%3Dd&%C3%A4=%2B", "/a?q=1");
    }

    @Test
    void requests_that_change_something_carry_the_idempotency_key() {
        server.answer("/a", 200, Map.of(), "");
        String url = server.url("/a");

        client.send(HttpRequest.post(url, "x"));
        client.send(HttpRequest.of("delete", url));
        client.send(HttpRequest.get(url));
        client.send(HttpRequest.post(url, "x").leavingOutIdempotencyKey());
        client.send(HttpRequest.post(url, "x").withHeaders(Map.of("Idempotency-Key", "own")));

        assertThat(server.seen)
                .extracting(seen -> seen.headers().get("idempotency-key"))
                .containsExactly("key-1", "key-1", null, null, "own");
    }

    @ParameterizedTest
    @CsvSource({
        "400,false",
        "401,false",
        "404,false",
        "408,true",
        "409,false",
        "425,true",
        "429,true",
        "500,true",
        "502,true",
        "503,true",
        "599,true",
        "304,false",
        "300,false"
    })
    void a_status_says_whether_another_attempt_may_help(int status, boolean retryable) {
        server.answer("/a", status, Map.of(), "");

        ActivityException failure = client.refusal(HttpRequest.get(server.url("/a")));

        assertThat(failure.type()).isEqualTo("http-" + status);
        assertThat(failure.retryable()).isEqualTo(retryable);
    }

    @Test
    void a_request_can_say_which_statuses_it_means() {
        server.answer("/404", 404, "text/plain", "gone");
        server.answer("/409", 409, Map.of(), "");
        server.answer("/503", 503, Map.of(), "");
        server.redirect("/302", 302, server.url("/404"));

        assertThat(
                        client.send(HttpRequest.get(server.url("/404")).withSuccess("2xx", "404"))
                                .body())
                .isEqualTo("gone");
        assertThat(client.send(HttpRequest.get(server.url("/302")).withSuccess("302")).status())
                .isEqualTo(302);
        assertThat(client.refusal(HttpRequest.get(server.url("/409")).withRetry("409")).retryable())
                .isTrue();
        assertThat(client.refusal(HttpRequest.get(server.url("/503")).withRetry("409")).retryable())
                .isFalse();
        assertThat(client.refusal(HttpRequest.get(server.url("/404")).withRetry("6xx")).type())
                .isEqualTo("http-invalid-request");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "7                              | PT7S",
                "0                              | PT0S",
                "Sun, 22 Nov 2026 12:01:30 GMT  | PT1M30S",
                "Sun, 22 Nov 2026 11:00:00 GMT  | PT0S",
                "99999999999999999999           | PT24H",
                "soon                           | ",
                "-1                             | "
            })
    void a_server_that_asks_for_a_pause_gets_it(String header, Duration pause) {
        server.answer("/a", 429, Map.of("Retry-After", header), "");

        assertThat(client.refusal(HttpRequest.get(server.url("/a"))).retryAfter()).isEqualTo(pause);
    }

    @Test
    void a_failure_names_the_origin_and_nothing_that_was_sent_or_received() {
        server.answer("/hooks/secret1", 500, "text/plain", "secret2");

        ActivityException failure =
                client.refusal(
                        HttpRequest.post(server.url("/hooks/secret1?key=secret3"), "secret4")
                                .withHeaders(Map.of("Authorization", "secret5"))
                                .withQuery(Map.of("token", "secret6")));

        assertThat(failure)
                .hasMessage("POST http://127.0.0.1:%d answered 500".formatted(server.port()))
                .hasNoCause();
    }

    @Test
    void an_answer_may_be_as_large_as_the_limit_and_no_larger() {
        server.answer("/a", 200, "text/plain", "x".repeat(1_000));
        HttpRequest request = HttpRequest.get(server.url("/a"));

        assertThat(client.send(request.withResponseBytesMax(1_000)).body())
                .isEqualTo("x".repeat(1_000));
        ActivityException failure = client.refusal(request.withResponseBytesMax(999));
        assertThat(failure.type()).isEqualTo(ErrorCode.RESPONSE_TOO_LARGE.code());
        assertThat(failure.retryable()).isFalse();
        assertThat(failure).hasMessageContaining("999");
        assertThat(client.refusal(request.withResponseBytesMax(Integer.MAX_VALUE)).type())
                .isEqualTo("http-invalid-request");
    }

    @Test
    void an_answer_may_not_say_more_before_its_body_than_a_limit() {
        server.answer("/long", 200, Map.of("X-Long", "x".repeat(33 * 1024)), "");
        server.on(
                "/many",
                exchange -> {
                    for (int i = 0; i < 201; i++) {
                        exchange.getResponseHeaders().set("X-" + i, "x");
                    }
                    exchange.sendResponseHeaders(200, -1);
                });

        assertThat(client.refusal(HttpRequest.get(server.url("/long"))).type())
                .isEqualTo("http-unreachable");
        assertThat(client.refusal(HttpRequest.get(server.url("/many"))).type())
                .isEqualTo("http-unreachable");
    }

    @Test
    void an_answer_may_be_wanted_as_its_bytes() {
        server.answer("/a", 200, "application/json", "{ \"a\": 1.0 }");

        assertThat(client.send(HttpRequest.get(server.url("/a")).givingRawBody()).body())
                .isEqualTo("eyAiYSI6IDEuMCB9");
    }

    @Test
    void an_endless_answer_is_cut_off() {
        server.on(
                "/a",
                exchange -> {
                    exchange.sendResponseHeaders(200, 0);
                    OutputStream out = exchange.getResponseBody();
                    while (over.getCount() > 0) {
                        out.write(new byte[8_192]);
                    }
                });

        assertThat(client.refusal(HttpRequest.get(server.url("/a"))).type())
                .isEqualTo(ErrorCode.RESPONSE_TOO_LARGE.code());
    }

    @Test
    void a_silent_server_does_not_outlast_the_timeout() {
        server.on("/a", _ -> await(Duration.ofMinutes(1)));
        HttpRequest request = HttpRequest.get(server.url("/a"));

        ActivityException byRequest = client.refusal(request.withTimeout(Duration.ofMillis(200)));
        ActivityException byAttempt = client.refusal(request, Duration.ofMillis(200));

        assertThat(List.of(byRequest, byAttempt))
                .allSatisfy(failure -> {
                    assertThat(failure.type()).isEqualTo("http-timeout");
                    assertThat(failure.retryable()).isTrue();
                });
    }

    @Test
    void a_server_that_answers_byte_by_byte_does_not_outlast_the_timeout() {
        server.on(
                "/a",
                exchange -> {
                    exchange.sendResponseHeaders(200, 0);
                    while (!await(Duration.ofMillis(20))) {
                        exchange.getResponseBody().write('x');
                        exchange.getResponseBody().flush();
                    }
                });

        assertThat(
                        client.refusal(
                                        HttpRequest.get(server.url("/a"))
                                                .withTimeout(Duration.ofMillis(300)))
                                .type())
                .isEqualTo("http-timeout");
    }

    @Test
    void a_server_that_is_not_there_may_be_there_later() throws IOException {
        int freePort;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            freePort = socket.getLocalPort();
        }

        ActivityException failure =
                client.refusal(HttpRequest.get("http://127.0.0.1:" + freePort + "/?key=secret"));

        assertThat(failure.type()).isEqualTo("http-unreachable");
        assertThat(failure.retryable()).isTrue();
        assertThat(failure).hasMessageNotContaining("secret").hasNoCause();
    }

    @Test
    void an_unknown_host_may_be_known_later() {
        try (var lost =
                new Client(
                        AddressGuard.open(),
                        host -> {
                            throw new UnknownHostException(host);
                        })) {
            ActivityException failure = lost.refusal(HttpRequest.get("http://no.such.host/"));

            assertThat(failure.type()).isEqualTo("http-unknown-host");
            assertThat(failure.retryable()).isTrue();
        }
    }

    @Test
    void a_server_that_speaks_no_tls_is_told_apart() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.startVirtualThread(() -> {
                try (var accepted = socket.accept()) {
                    accepted.getOutputStream().write("HTTP/1.1 400 No\r\n\r\n".getBytes(US_ASCII));
                    over.await();
                } catch (IOException | InterruptedException e) {
                    over.countDown();
                }
            });

            ActivityException failure =
                    client.refusal(HttpRequest.get("https://127.0.0.1:" + socket.getLocalPort()));

            assertThat(failure.type()).isEqualTo("http-tls");
        }
    }

    /// The first connection waits to be accepted, which never happens; the one after the last that
    /// the backlog holds is not even answered.
    @ParameterizedTest
    @ValueSource(strings = {"http", "https"})
    void a_server_that_does_not_take_the_connection_does_not_outlast_the_timeout(String scheme)
            throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var request =
                    HttpRequest.get("%s://127.0.0.1:%d/".formatted(scheme, socket.getLocalPort()))
                            .withTimeout(Duration.ofMillis(200));

            assertTimeout(
                    Duration.ofSeconds(8),
                    () -> {
                        for (int connection = 0; connection < 5; connection++) {
                            assertThat(client.refusal(request).type()).isEqualTo("http-timeout");
                        }
                    });
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/relative",
                "ftp://example.com/",
                "file:///etc/passwd",
                "http:///no-host",
                "http://user:secret@example.com/",
                "http://example.com/ secret",
                "http://example.com:99999/",
                "javascript:secret"
            })
    void an_address_that_cannot_be_requested_fails_for_good(String url) {
        ActivityException failure = client.refusal(HttpRequest.get(url));

        assertThat(failure.type()).isEqualTo("http-invalid-request");
        assertThat(failure.retryable()).isFalse();
        assertThat(failure).hasMessageNotContaining("secret");
    }

    @ParameterizedTest
    @CsvSource({
        "Host,a",
        "Content-Length,1",
        "Transfer-Encoding,chunked",
        "X Y,1",
        "'X\r\nY',1",
        "X,'a\r\nB: c'"
    })
    void a_header_that_would_change_the_request_itself_is_refused(String name, String value) {
        server.answer("/a", 200, Map.of(), "");

        ActivityException failure =
                client.refusal(HttpRequest.get(server.url("/a")).withHeaders(Map.of(name, value)));

        assertThat(failure.type()).isEqualTo("http-invalid-request");
        assertThat(server.seen).isEmpty();
    }

    private boolean await(Duration atMost) {
        try {
            return over.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            return true;
        }
    }
}
