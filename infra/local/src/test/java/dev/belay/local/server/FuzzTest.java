package dev.belay.local.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.belay.api.access.AccessSettings;
import dev.belay.core.model.Workspace;
import dev.belay.core.port.Page;
import dev.belay.core.port.Records.Order;
import dev.belay.core.port.RunHead;
import dev.belay.core.port.RunQuery;
import dev.belay.local.backend.MemoryBackend;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Goal: no request, however bad, ends in a crash, in another shape of error, or half done.
///
/// Method: every operation of the description with seeded nonsense in its path, its query, its
/// headers and its body. What was refused must have changed nothing.
@QuarkusTest
class FuzzTest {
    private static final long SEED = Long.getLong("fuzz.seed", 20_261_122);
    private static final int ROUNDS = Integer.getInteger("fuzz.rounds", 24);
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final Workspace SHOP = new Workspace("shop");

    private static @Nullable Installation installation;

    @BeforeAll
    static void open() {
        installation = Installation.open(new MemoryBackend(), AccessSettings.LOCAL);
    }

    @AfterAll
    static void close() {
        Objects.requireNonNull(installation).close();
    }

    @Test
    void nothing_that_is_sent_breaks_the_api() throws Exception {
        var random = new Random(SEED);
        var nonsense = new Nonsense(random);
        for (Operation operation : Operation.all()) {
            for (int round = 0; round < ROUNDS; round++) {
                String before = state();
                String address = address(operation, nonsense, round);
                byte @Nullable [] body = operation.takesBody() ? nonsense.body(operation) : null;
                String type =
                        body != null && random.nextInt(12) == 0
                                ? nonsense.mediaType()
                                : "application/json";
                HttpResponse<String> answer =
                        Http.send(operation.method(), address, null, body, type);
                String what =
                        "seed %d, round %d: %s %s -> %d %s"
                                .formatted(
                                        SEED,
                                        round,
                                        operation.method(),
                                        address,
                                        answer.statusCode(),
                                        answer.body());
                assertThat(answer.statusCode()).as(what).isLessThan(500);
                if (answer.statusCode() >= 400) {
                    assertProblem(answer, what);
                    assertThat(state()).as(what).isEqualTo(before);
                }
            }
        }
    }

    private static String address(Operation operation, Nonsense nonsense, int round) {
        var parts = new HashMap<>(Operation.PARTS);
        if (round % 3 == 0) {
            parts.replaceAll((name, usual) -> nonsense.coin() ? usual : nonsense.part());
        }
        String address = operation.address(parts);
        return round % 2 == 0 ? address : address + nonsense.query(operation);
    }

    private static void assertProblem(HttpResponse<String> answer, String what) throws Exception {
        assertThat(answer.headers().firstValue("Content-Type").orElse(""))
                .as(what)
                .startsWith("application/problem+json");
        JsonNode problem = MAPPER.readTree(answer.body());
        assertThat(problem.path("status").asInt()).as(what).isEqualTo(answer.statusCode());
        assertThat(problem.path("code").asText()).as(what).matches("BLY-\\d{4}");
        assertThat(problem.path("title").asText()).as(what).isNotBlank();
        assertThat(answer.body()).as(what).doesNotContain("\tat ", "Exception", ".java");
    }

    /// All that the workspace has, but for the trail of who tried what.
    private static String state() {
        var backend = Objects.requireNonNull(installation).backend();
        Page<RunHead> runs = backend.client().index().list(RunQuery.all(SHOP, 1_000));
        var text = new StringBuilder();
        runs.items().forEach(run -> text.append(run.workflowId()).append(' '));
        backend.flows().list(SHOP).forEach(flow -> text.append(flow).append(' '));
        for (String collection : List.of("triggers", "masking")) {
            backend.records()
                    .list(SHOP, collection, Order.ASCENDING, null, 1_000)
                    .forEach(entry -> text.append(entry.name()).append(entry.value().length));
        }
        text.append(
                backend.records()
                        .list(
                                dev.belay.api.access.ApiKeys.INSTALLATION,
                                "api-keys",
                                Order.ASCENDING,
                                null,
                                10_000)
                        .size());
        return text.toString();
    }

    @Test
    void what_is_larger_than_any_payload_is_refused() throws Exception {
        byte[] large =
                ("{\"workflow\":\"approval\",\"input\":\"" + "x".repeat(18 << 20) + "\"}")
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8);

        HttpResponse<String> answer =
                Http.send("POST", "/v1/workspaces/shop/runs", null, large, "application/json");

        assertThat(answer.statusCode()).isEqualTo(413);
        assertProblem(answer, "too large");
    }

    @Test
    void what_http_itself_refuses_has_the_same_shape() throws Exception {
        String runs = "/v1/workspaces/shop/runs";
        assertRefused(404, Http.send("GET", "/v1/nothing", null, null));
        assertRefused(404, Http.send("GET", "/elsewhere", null, null));
        assertRefused(405, Http.send("PATCH", runs, null, null));
        assertRefused(415, Http.send("POST", runs, null, new byte[] {1}, "text/plain"));
        assertRefused(400, Http.send("GET", runs + "?statsu=failed", null, null));
        assertRefused(400, Http.send("POST", runs, null, "{\"workflwo\":\"x\"}"));
        assertRefused(400, Http.send("POST", runs, null, "{\"workflow\":"));
        assertRefused(400, Http.send("GET", runs + "?cursor=bm9uc2Vuc2U", null, null));
    }

    private static void assertRefused(int status, HttpResponse<String> answer) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertProblem(answer, answer.body());
    }
}
