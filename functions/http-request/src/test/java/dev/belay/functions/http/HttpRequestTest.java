package dev.belay.functions.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.activity.ActivityOptions;
import dev.belay.core.activity.Presets;
import dev.belay.core.message.ActivityTask;
import dev.belay.core.model.Lane;
import dev.belay.core.model.Outcome;
import dev.belay.core.model.Payload;
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
            var worker =
                    new ActivityWorker(
                            ActivityRegistry.of(HttpRequest.HTTP_REQUEST, activity),
                            codec,
                            new InMemoryPayloadStore(),
                            new InMemoryAttemptStore(),
                            new InMemoryTaskQueues(clock, 3),
                            clock,
                            AttemptRunner.onVirtualThreads());

            AttemptReport report = worker.handle(task(server.url("/a")), 1);

            assertThat(report.outcome())
                    .isInstanceOfSatisfying(
                            Outcome.Completed.class,
                            done ->
                                    assertThat(((Payload.Inline) done.result()).text())
                                            .contains("\"status\":200", "\"body\":{\"ok\":true}"));
        }
    }

    private static ActivityTask task(String url) {
        return new ActivityTask(
                FirstAttempt.RUN,
                Lane.SYSTEM,
                "http-request",
                1,
                1,
                Payload.Inline.of("{\"url\":\"%s\"}".formatted(url)),
                ActivityOptions.DEFAULT,
                Instant.EPOCH);
    }
}
