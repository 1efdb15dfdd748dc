package dev.belay.functions.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.activity.ActivityException;
import dev.belay.core.model.Workspace;
import dev.belay.flow.secret.SecretReferences;
import dev.belay.functions.http.LocalServer.Seen;
import dev.belay.functions.http.secret.InMemorySecrets;
import dev.belay.json.JacksonPayloadCodec;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class SecretsTest {
    private static final String VALUE = "s3cr3t/ value";

    private final LocalServer server = new LocalServer();
    private final InMemorySecrets secrets =
            new InMemorySecrets()
                    .put(Workspace.DEFAULT, "key", VALUE)
                    .put(Workspace.DEFAULT, "api", "{\"key\":\"s3cr3t\",\"deep\":{\"pin\":4711}}")
                    .put(
                            Workspace.DEFAULT,
                            "login",
                            "{\"username\":\"ann\",\"password\":\"s3cr3t\"}")
                    .put(new Workspace("other"), "theirs", "x");
    private final Client client = Client.with(new Now(), secrets);

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    @Test
    void references_are_resolved_wherever_they_stand() {
        server.answer("/a", 200, Map.of(), "");

        client.send(
                HttpRequest.post(
                                server.url("/a?pin=" + SecretReferences.to("api.deep.pin")),
                                Map.of("list", List.of(SecretReferences.to("key"), 1)))
                        .withHeaders(Map.of("X-Key", "v1 " + SecretReferences.to("api.key")))
                        .withQuery(Map.of("q", SecretReferences.to("key")))
                        .resolvingSecrets());

        Seen seen = server.seen.getFirst();
        assertThat(seen.target()).isEqualTo("/a?pin=4711&q=s3cr3t%2F%20value");
        assertThat(seen.headers()).containsEntry("x-key", "v1 s3cr3t");
        assertThat(seen.body()).isEqualTo("{\"list\":[\"s3cr3t/ value\",1]}");
    }

    /// Goal: the value of a secret is in nothing that the activity gives back.
    ///
    /// Method: a server that echoes everything it is sent, in each kind of answer.
    @ParameterizedTest
    @ValueSource(strings = {"application/json", "text/plain", "raw"})
    void an_answer_that_echoes_a_secret_does_not_hold_it(String type) {
        server.on(
                "/echo",
                exchange -> {
                    Seen seen = server.seen.getLast();
                    byte[] body =
                            new JacksonPayloadCodec()
                                    .write(
                                            Map.of(
                                                    "target",
                                                    seen.target(),
                                                    "headers",
                                                    seen.headers(),
                                                    "body",
                                                    seen.body(),
                                                    VALUE,
                                                    4711));
                    exchange.getResponseHeaders().set("Content-Type", type);
                    exchange.getResponseHeaders().set("X-Echo", seen.headers().get("x-key"));
                    exchange.sendResponseHeaders(200, body.length);
                    exchange.getResponseBody().write(body);
                });
        HttpRequest request =
                HttpRequest.post(server.url("/echo"), "body " + SecretReferences.to("key"))
                        .withHeaders(Map.of("X-Key", SecretReferences.to("key")))
                        .withQuery(
                                Map.of(
                                        "q", SecretReferences.to("key"),
                                        "pin", SecretReferences.to("api.deep.pin")))
                        .withAuthentication(Map.of("scheme", "basic", "use", "login"))
                        .resolvingSecrets();

        HttpAnswer answer = client.send(type.equals("raw") ? request.givingRawBody() : request);

        assertThat(server.seen.getFirst().headers()).containsEntry("x-key", VALUE);
        String body = new String(new JacksonPayloadCodec().write(answer.body()), UTF_8);
        if (type.equals("raw")) {
            body = new String(Base64.getDecoder().decode((String) answer.body()), UTF_8);
        }
        assertThat(body + answer.headers())
                .contains(Redaction.MARK)
                .doesNotContain("s3cr3t", "4711", basic("ann:s3cr3t"));
    }

    @Test
    void a_failure_does_not_hold_a_secret() {
        secrets.put(Workspace.DEFAULT, "host", "127.0.0.1");
        server.answer("/a", 500, "text/plain", VALUE);
        String url = "http://%s:%d/a".formatted(SecretReferences.to("host"), server.port());
        var keyed =
                HttpRequest.get(url)
                        .withHeaders(Map.of("X-Key", SecretReferences.to("key")))
                        .resolvingSecrets();

        ActivityException status = client.refusal(keyed);
        ActivityException invalid =
                client.refusal(keyed.withHeaders(Map.of("X-" + VALUE, SecretReferences.to("key"))));

        assertThat(status.type()).isEqualTo("http-500");
        assertThat(status).hasMessageContaining("answered 500").hasNoCause();
        assertThat(List.of(status, invalid))
                .allSatisfy(failure ->
                        assertThat(failure).hasMessageNotContainingAny("127.0.0.1", "s3cr3t"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"missing", "theirs", "api.missing", "key.member", ""})
    void a_secret_that_is_not_there_is_named_and_nothing_is_sent(String path) {
        server.answer("/a", 200, Map.of(), "");

        ActivityException failure =
                client.refusal(
                        HttpRequest.post(server.url("/a"), SecretReferences.to(path))
                                .resolvingSecrets());

        assertThat(failure.type()).isEqualTo("http-invalid-request");
        assertThat(failure.retryable()).isFalse();
        assertThat(failure)
                .hasMessageContaining("'%s".formatted(path.replaceFirst("\\.member", "")))
                .hasMessageNotContaining("s3cr3t");
        assertThat(server.seen).isEmpty();
    }

    @Test
    void what_code_sends_is_not_searched_for_references() {
        server.answer("/a", 200, Map.of(), "");
        String forged = SecretReferences.to("key");

        client.send(HttpRequest.post(server.url("/a"), forged));

        assertThat(server.seen.getFirst().body()).isEqualTo(forged);
    }

    private static String basic(String pair) {
        return Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
    }
}
