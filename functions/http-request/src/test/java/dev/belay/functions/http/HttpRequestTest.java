package dev.belay.functions.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.activity.ActivityOptions;
import dev.belay.core.activity.Presets;
import dev.belay.core.message.ActivityTask;
import dev.belay.core.model.Lane;
import dev.belay.core.model.Outcome;
import dev.belay.core.model.Payload;
import dev.belay.core.model.Workspace;
import dev.belay.flow.secret.SecretReferences;
import dev.belay.functions.http.secret.InMemorySecrets;
import dev.belay.functions.support.ActivityRegistry;
import dev.belay.functions.support.ActivityWorker;
import dev.belay.functions.support.AttemptReport;
import dev.belay.functions.support.AttemptRunner;
import dev.belay.json.JacksonPayloadCodec;
import dev.belay.memory.InMemoryAttemptStore;
import dev.belay.memory.InMemoryPayloadStore;
import dev.belay.memory.InMemoryTaskQueues;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HttpRequestTest {
    private final JacksonPayloadCodec codec = new JacksonPayloadCodec();

    @Test
    void a_definition_names_no_more_than_an_address() {
        byte[] json = "{\"url\":\"https://example.com/\"}".getBytes(StandardCharsets.UTF_8);

        HttpRequest request = codec.read(json, HttpRequest.class);

        assertThat(request).isEqualTo(HttpRequest.get("https://example.com/").resolvingSecrets());
        assertThat(HttpRequest.get("https://example.com/").retry())
                .containsExactly("408", "425", "429", "5xx");
    }

    @Test
    void a_request_reads_back_as_it_was() {
        HttpRequest request =
                HttpRequest.post("https://example.com/", Map.of("a", List.of(1, "b")))
                        .withHeaders(Map.of("X", "1"))
                        .withQuery(Map.of("q", "2"))
                        .withTimeout(Duration.ofSeconds(5))
                        .withSuccess("2xx", "404")
                        .withRetry("503")
                        .withResponseBytesMax(10)
                        .leavingOutIdempotencyKey()
                        .followingNoRedirects()
                        .givingRawBody()
                        .withAuthentication(Map.of("scheme", "basic", "use", "login"));

        assertThat(codec.read(codec.write(request), HttpRequest.class)).isEqualTo(request);
    }

    @Test
    void neither_request_nor_answer_shows_what_is_in_it() {
        assertThat(HttpRequest.post("https://example.com/secret", "secret").toString())
                .doesNotContain("secret");
        assertThat(new HttpAnswer(200, Map.of("a", "secret"), "secret").toString())
                .doesNotContain("secret");
    }

    @Test
    void the_activity_is_tried_as_calls_of_other_peoples_services_are() {
        assertThat(HttpRequest.HTTP_REQUEST.name()).isEqualTo("http-request");
        assertThat(HttpRequest.HTTP_REQUEST.options()).isEqualTo(Presets.EXTERNAL_API);
    }

    @Test
    void a_worker_performs_it() {
        var clock = InstantSource.system();
        try (var server = new LocalServer();
                var activity =
                        new HttpRequestActivity(
                                HttpSettings.DEFAULT.withGuard(AddressGuard.open()),
                                codec,
                                clock)) {
            server.answer("/a", 200, "application/json", "{\"ok\":true}");

            AttemptReport report =
                    worker(activity)
                            .handle(task("{\"url\":\"%s\"}".formatted(server.url("/a"))), 1);

            assertThat(report.outcome())
                    .isInstanceOfSatisfying(
                            Outcome.Completed.class,
                            done ->
                                    assertThat(((Payload.Inline) done.result()).text())
                                            .contains("\"status\":200", "\"body\":{\"ok\":true}"));
        }
    }

    /// Goal: a secret that a flow refers to is in nothing that a worker reports.
    ///
    /// Method: arguments as a flow gives them; a server that echoes, and then fails.
    @ParameterizedTest
    @ValueSource(ints = {200, 500})
    void a_flows_secret_is_sent_and_reported_to_nobody(int status) {
        var secrets = new InMemorySecrets().put(Workspace.DEFAULT, "api", "{\"key\":\"s3cr3t\"}");
        try (var server = new LocalServer();
                var activity =
                        new HttpRequestActivity(
                                HttpSettings.DEFAULT.withGuard(AddressGuard.open()),
                                codec,
                                InstantSource.system(),
                                secrets)) {
            server.answer("/a", status, "text/plain", "s3cr3t YW5uOnMzY3IzdA==");
            String arguments =
                    """
                    {"method":"GET","url":"%s","headers":{"Authorization":"Bearer %2$s"},
                     "query":{"key":"%2$s"},"success":["2xx","3xx"],
                     "authentication":{"scheme":"basic","username":"ann","password":"%2$s"}}
                    """
                            .formatted(server.url("/a"), SecretReferences.to("api.key"));

            AttemptReport report = worker(activity).handle(task(arguments), 1);

            assertThat(server.seen.getFirst().target()).isEqualTo("/a?key=s3cr3t");
            assertThat(server.seen.getFirst().headers())
                    .containsEntry("authorization", "Basic YW5uOnMzY3IzdA==");
            assertThat(reported(report.outcome()))
                    .contains(status == 200 ? "[secret]" : "http-500")
                    .doesNotContain("s3cr3t", "YW5uOnMzY3IzdA==");
        }
    }

    private static String reported(Outcome outcome) {
        return outcome instanceof Outcome.Completed(Payload.Inline result)
                ? result.text()
                : outcome.toString();
    }

    private ActivityWorker worker(HttpRequestActivity activity) {
        var clock = InstantSource.system();
        return new ActivityWorker(
                ActivityRegistry.of(HttpRequest.HTTP_REQUEST, activity),
                codec,
                new InMemoryPayloadStore(),
                new InMemoryAttemptStore(),
                new InMemoryTaskQueues(clock, 3),
                clock,
                AttemptRunner.onVirtualThreads());
    }

    private static ActivityTask task(String arguments) {
        return new ActivityTask(
                FirstAttempt.RUN,
                Lane.SYSTEM,
                "http-request",
                1,
                1,
                Payload.Inline.of(arguments),
                ActivityOptions.DEFAULT,
                Instant.EPOCH);
    }
}
