package dev.belay.functions.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class DigestTest {
    private static final String REALM = "pets, \"all\" of them";

    private final LocalServer server = new LocalServer();
    private final Client client = Client.open();

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "MD5     | MD5         | auth",
                "SHA-256 | SHA-256     | auth,auth-int",
                "SHA-256 | SHA-256-sess| auth",
                "MD5     | MD5-sess    | auth",
                "MD5     |             | auth",
                "MD5     |             |"
            })
    void a_challenge_is_answered(String hash, String algorithm, String qop) {
        String challenge =
                "Digest realm=\"pets, \\\"all\\\" of them\", nonce=\"n1\", opaque=\"o=1\""
                        + (qop == null ? "" : ", qop=\"" + qop + "\"")
                        + (algorithm == null ? "" : ", algorithm=" + algorithm);
        guarded(new ConcurrentLinkedQueue<>(List.of("Basic realm=\"x\", " + challenge)), hash);

        HttpAnswer answer = client.send(request("secret"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(server.seen).hasSize(2);
        Map<String, String> proof =
                proof(server.seen.getLast().headers().getOrDefault("authorization", ""));
        assertThat(proof).containsEntry("opaque", "o=1").containsEntry("uri", "/a?q=1");
        assertThat(server.seen.getLast().body()).isEqualTo("body");
    }

    @Test
    void the_stronger_of_several_challenges_is_answered() {
        guarded(
                new ConcurrentLinkedQueue<>(
                        List.of(
                                "Digest realm=\"r\", nonce=\"n\", qop=\"auth\", algorithm=MD5, Digest realm=\"r\", nonce=\"n\", qop=\"auth\", algorithm=SHA-256")),
                "SHA-256");

        assertThat(client.send(request("secret")).status()).isEqualTo(200);
    }

    @Test
    void a_nonce_that_is_stale_is_replaced_once() {
        String again = "Digest realm=\"r\", nonce=\"n%d\", qop=\"auth\", stale=true";
        guarded(
                new ConcurrentLinkedQueue<>(List.of(again.formatted(1), again.formatted(2))),
                "MD5");

        assertThat(client.send(request("secret")).status()).isEqualTo(200);
        assertThat(server.seen).hasSize(3);
    }

    @Test
    void a_wrong_password_is_not_tried_again() {
        guarded(
                new ConcurrentLinkedQueue<>(List.of("Digest realm=\"r\", nonce=\"n\", qop=auth")),
                "MD5");

        assertThat(client.refusal(request("wrong")).type()).isEqualTo("http-401");
        assertThat(server.seen).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Basic realm=\"x\"",
                "Digest realm=\"r\"",
                "Digest realm=\"r\", nonce=\"n\", algorithm=SHA-512-256",
                "Digest realm=\"r\", nonce=\"n\", qop=\"auth-int\"",
                "Digest \"\"\"=,,==\\"
            })
    void a_challenge_that_means_nothing_is_a_refusal(String challenge) {
        server.answer(
                "/a",
                401,
                challenge.isEmpty() ? Map.of() : Map.of("WWW-Authenticate", challenge),
                "");

        assertThat(client.refusal(request("secret")).type()).isEqualTo("http-401");
        assertThat(server.seen).hasSize(1);
    }

    private HttpRequest request(String password) {
        return HttpRequest.post(server.url("/a?q=1"), "body")
                .withAuthentication(
                        Map.of("scheme", "digest", "username", "Mufasa", "password", password));
    }

    /// Gives each challenge once, and lets in whoever answers the last one.
    private void guarded(Queue<String> challenges, String hash) {
        server.on(
                "/a",
                exchange -> {
                    String challenge = challenges.poll();
                    String given = exchange.getRequestHeaders().getFirst("Authorization");
                    if (challenge != null || given == null || !isRight(exchange, given, hash)) {
                        if (challenge != null) {
                            exchange.getResponseHeaders().set("WWW-Authenticate", challenge);
                        }
                        exchange.sendResponseHeaders(401, -1);
                        return;
                    }
                    exchange.sendResponseHeaders(200, -1);
                });
    }

    private static boolean isRight(HttpExchange exchange, String given, String hash)
            throws IOException {
        Map<String, String> proof = proof(given);
        String realm = proof.getOrDefault("realm", "");
        assertThat(realm).isIn(REALM, "r");
        String owner = hex(hash, "Mufasa:" + realm + ":secret");
        if (proof.getOrDefault("algorithm", "").endsWith("-sess")) {
            owner = hex(hash, owner + ":" + proof.get("nonce") + ":" + proof.get("cnonce"));
        }
        String between =
                proof.containsKey("qop")
                        ? ":%s:%s:%s:"
                                .formatted(proof.get("nc"), proof.get("cnonce"), proof.get("qop"))
                        : ":";
        String request = hex(hash, exchange.getRequestMethod() + ":" + exchange.getRequestURI());
        return hex(hash, owner + ":" + proof.get("nonce") + between + request)
                .equals(proof.get("response"));
    }

    private static Map<String, String> proof(String header) {
        return Challenge.all(header).getFirst().parameters();
    }

    private static String hex(String hash, String text) {
        return Digests.hex(hash, text.getBytes(UTF_8));
    }
}
