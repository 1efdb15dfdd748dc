package dev.belay.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretCommandsTest {
    private static final String SECRET = "hunter2-and-more";

    @TempDir Path data = Path.of("");

    private Shell.Outcome belay(String... arguments) {
        return new Shell(data.resolve("store")).run(arguments);
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(data.resolve(name), text).toString();
    }

    @Test
    void secrets_are_kept_listed_by_name_and_forgotten() throws Exception {
        var kept = belay("secret", "set", "shop-key", "--secret", "file:" + file("s", SECRET));

        assertThat(kept.exit()).as(kept.err()).isZero();
        assertThat(belay("secret", "list").out().strip()).isEqualTo("shop-key");
        assertThat(belay("secret", "delete", "shop-key").exit()).isZero();
        assertThat(belay("secret", "list").out()).contains("no secrets");
        assertThat(belay("secret", "delete", "shop-key").exit()).isEqualTo(Exit.FAILED);
    }

    @Test
    void a_flow_sends_a_secret_that_its_history_does_not_have() throws Exception {
        List<String> sent = new CopyOnWriteArrayList<>();
        var server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    sent.add(String.valueOf(exchange.getRequestHeaders().getFirst("X-Key")));
                    sent.add(
                            String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
                    byte[] answer = "{\"ok\":true}".getBytes(StandardCharsets.UTF_8);
                    exchange.getResponseHeaders().add("content-type", "application/json");
                    exchange.sendResponseHeaders(200, answer.length);
                    try (var out = exchange.getResponseBody()) {
                        out.write(answer);
                    }
                });
        server.start();
        try {
            String flow =
                    """
                    document: { dsl: '1.0.3', namespace: kit, name: secretive, version: '1.0.0' }
                    use:
                      secrets: [ shop-key ]
                      authentications: { shop: { bearer: { token: '${ $secrets["shop-key"] }' } } }
                    do:
                    - ask:
                        call: http
                        with:
                          method: get
                          endpoint:
                            uri: http://127.0.0.1:%d/
                            authentication: { use: shop }
                          headers: { X-Key: '${ $secrets["shop-key"] }' }
                          output: response
                    """
                            .formatted(server.getAddress().getPort());
            belay("secret", "set", "shop-key", "--secret", "file:" + file("s", SECRET));

            var run = belay("run", file("flow.yaml", flow), "--json");

            assertThat(run.exit()).as(run.err()).isZero();
            assertThat(sent).containsExactly(SECRET, "Bearer " + SECRET);
            assertThat(run.out()).contains("[secret]").doesNotContain(SECRET);
            String history = belay("history", run.json().path("runId").asText(), "--json").out();
            assertThat(history).contains("http-request").doesNotContain(SECRET);
        } finally {
            server.stop(0);
        }
        try (Stream<Path> files = Files.walk(data.resolve("store"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (!file.endsWith("secrets/default/shop-key")) {
                    assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                            .as(file.toString())
                            .doesNotContain(SECRET);
                }
            }
        }
    }

    @Test
    void a_secret_that_is_not_there_fails_the_call_and_says_which() throws Exception {
        String flow =
                """
                document: { dsl: '1.0.3', namespace: kit, name: secretive, version: '1.0.0' }
                use: { secrets: [ absent ] }
                do:
                - ask:
                    call: http
                    with:
                      method: get
                      endpoint: { uri: 'http://127.0.0.1:9/' }
                      headers: { X-Key: '${ $secrets.absent }' }
                """;

        var run = belay("run", file("flow.yaml", flow));

        assertThat(run.exit()).isEqualTo(Exit.FAILED);
        assertThat(run.err()).contains("absent");
    }
}
