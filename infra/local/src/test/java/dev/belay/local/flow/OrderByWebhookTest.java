package dev.belay.local.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.core.history.HistoryEvent;
import dev.belay.core.model.Payload;
import dev.belay.core.model.RunId;
import dev.belay.core.model.RunKey;
import dev.belay.core.model.RunStatus;
import dev.belay.core.model.Workspace;
import dev.belay.local.access.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// From a signed delivery to the question two days later, with a host that is killed on the way.
class OrderByWebhookTest {
    private static final Path FLOW = Path.of("../../examples/flows/order-intake.yaml");
    private static final String ORDER =
            "{\"order\":\"42\",\"customer\":\"ann\",\"items\":["
                    + "{\"sku\":\"radio\",\"amount\":150},{\"sku\":\"plug\",\"amount\":3},"
                    + "{\"sku\":\"tv\",\"amount\":900}]}";

    @TempDir Path directory = Path.of("");

    private static JsonNode deliver(int port) throws Exception {
        byte[] body = ORDER.getBytes(StandardCharsets.UTF_8);
        var request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/".formatted(port)))
                        .header("Content-Type", "application/json")
                        .header("X-GitHub-Event", "order")
                        .header("X-GitHub-Delivery", "d-1")
                        .header("X-Hub-Signature-256", SignedDelivery.signature(body))
                        .POST(BodyPublishers.ofByteArray(body))
                        .build();
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(request, BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            return Json.readTree("the answer", answer.body());
        }
    }

    private static List<HistoryEvent> history(HookedHost host, RunKey run) {
        return host.process().loader().read(run).stream()
                .flatMap(batch -> batch.events().stream())
                .toList();
    }

    private static long results(HookedHost host, RunKey run) {
        return history(host, run).stream()
                .filter(HistoryEvent.ActivityCompleted.class::isInstance)
                .count();
    }

    private static String text(@Nullable Payload payload) {
        return payload instanceof Payload.Inline inline ? inline.text() : "";
    }

    @Test
    void an_order_is_taken_in_although_its_host_is_killed() throws Exception {
        Path store = directory.resolve("store");
        try (var services = new ShopServices()) {
            String input = "{ body: .data, services: \"%s\" }".formatted(services.address());
            Process child =
                    HookedHost.child(
                            List.of(
                                    store.toString(),
                                    FLOW.toString(),
                                    "examples.order-intake",
                                    input));
            RunKey run;
            try {
                String line = child.inputReader().readLine();
                int port = Integer.parseInt(line.substring("port ".length()));
                JsonNode accepted = deliver(port);
                assertThat(accepted.path("status").asText()).isEqualTo("accepted");
                JsonNode again = deliver(port);
                assertThat(again.path("status").asText()).isEqualTo("duplicate");
                assertThat(again.path("run")).isEqualTo(accepted.path("run"));
                run = new RunKey(Workspace.DEFAULT, new RunId(accepted.path("run").asText()));
                assertThat(services.held.await(60, TimeUnit.SECONDS)).isTrue();
            } finally {
                child.destroyForcibly().waitFor();
            }
            services.go.countDown();

            // What was done stays done; the call that was under way is made again.
            try (var host = new HookedHost(store, InstantSource.system())) {
                assertThat(results(host, run)).isEqualTo(3);
                FlowHost.eventually("the pause", () -> results(host, run) == 4);
                assertThat(host.process().client().describe(run).status())
                        .isEqualTo(RunStatus.RUNNING);
                assertThat(services.calls()).doesNotContain("/questions");
            }

            InstantSource later = () -> Instant.now().plus(Duration.ofDays(2));
            try (var host = new HookedHost(store, later)) {
                var end = host.process().client().result(run, Duration.ofSeconds(60));

                assertThat(end.status()).isEqualTo(RunStatus.COMPLETED);
                assertThat(Json.readTree("the result", text(end.result())))
                        .isEqualTo(
                                Json.readTree(
                                        "it",
                                        "{\"order\":\"42\",\"tier\":\"gold\",\"insured\":[\"radio\",\"tv\"]}"));
                assertThat(results(host, run)).isEqualTo(5);
            }
            assertThat(services.calls())
                    .containsExactly(
                            "/customers/ann",
                            "/gifts",
                            "/insurances radio",
                            "/insurances tv",
                            "/insurances tv",
                            "/questions");
        }
    }
}
