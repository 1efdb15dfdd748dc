package dev.belay.local.server;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.belay.api.access.AccessSettings;
import dev.belay.api.runs.MessageBody;
import dev.belay.api.runs.ReasonBody;
import dev.belay.api.runs.RunFilter;
import dev.belay.api.runs.StartBody;
import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.model.RunId;
import dev.belay.core.model.RunKey;
import dev.belay.core.model.RunStatus;
import dev.belay.core.model.Workspace;
import dev.belay.examples.Examples;
import dev.belay.examples.world.MemoryWorld;
import dev.belay.json.HistoryExport;
import dev.belay.local.access.Histories;
import dev.belay.local.access.Json;
import dev.belay.local.access.RemoteRuns;
import dev.belay.local.access.RunsHistory;
import dev.belay.local.access.RunsPayloads;
import dev.belay.local.backend.Backend;
import dev.belay.local.backend.MemoryBackend;
import dev.belay.local.host.Catalog;
import dev.belay.local.host.HostOptions;
import dev.belay.local.host.SingleProcess;
import dev.belay.testkit.replay.ReplayVerifier;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ApiTest {
    private static final String RUNS = "/v1/workspaces/default/runs";
    private static final String APPROVAL = "{\"subject\":\"holiday\",\"approver\":\"ann\"}";
    private static final Backend BACKEND = new MemoryBackend();
    private static final SingleProcess SYSTEM =
            SingleProcess.start(
                    BACKEND,
                    new Catalog(
                            Examples.workflows(),
                            activities -> Examples.addActivities(activities, new MemoryWorld())),
                    HostOptions.of("test"));

    @BeforeAll
    static void open() {
        CurrentRuntime.set(SYSTEM);
        CurrentAccess.set(BACKEND.records(), AccessSettings.LOCAL);
    }

    @AfterAll
    static void close() {
        CurrentRuntime.set(null);
        CurrentAccess.clear();
        SYSTEM.close();
        BACKEND.close();
    }

    private static void start(String workflowId) {
        given().contentType(ContentType.JSON)
                .body(
                        "{\"workflow\":\"approval\",\"workflowId\":\"%s\",\"input\":%s}"
                                .formatted(workflowId, APPROVAL))
                .post(RUNS)
                .then()
                .statusCode(201)
                .header("Location", containsString(RUNS + "/"))
                .body("runId", notNullValue())
                .body("existing", equalTo(false));
    }

    @Test
    void a_run_is_started_steered_and_watched_to_its_end() {
        start("steered");

        given().contentType(ContentType.JSON)
                .body("{\"name\":\"change-approver\",\"content\":\"bob\"}")
                .post(RUNS + "/steered/update")
                .then()
                .statusCode(200)
                .body("answer", equalTo("ann"));
        given().contentType(ContentType.JSON)
                .body("{\"name\":\"status\"}")
                .post(RUNS + "/steered/query")
                .then()
                .statusCode(200)
                .body("answer.approver", equalTo("bob"));
        given().contentType(ContentType.JSON)
                .body(
                        "{\"name\":\"decision\",\"content\":{\"approved\":true,\"by\":\"bob\",\"comment\":\"\"}}")
                .post(RUNS + "/steered/signal")
                .then()
                .statusCode(204);
        given().get(RUNS + "/steered/result?wait=30")
                .then()
                .statusCode(200)
                .body("status", equalTo("COMPLETED"))
                .body("result.state", equalTo("APPROVED"));
        given().get(RUNS + "/steered")
                .then()
                .statusCode(200)
                .body("run.status", equalTo("COMPLETED"))
                .body("run.closedAt", notNullValue())
                .body("waits", hasSize(0))
                .body("input.subject", equalTo("holiday"));
        given().get(RUNS + "/steered/export?limit=1")
                .then()
                .statusCode(200)
                .body("format", equalTo(1))
                .body("batches", hasSize(1));
    }

    @Test
    void a_list_is_paged_by_a_cursor() {
        start("page-1");
        start("page-2");
        SYSTEM.client();
        awaitBegun("page-1");
        awaitBegun("page-2");

        String cursor =
                given().get(RUNS + "?workflow=approval&limit=1")
                        .then()
                        .statusCode(200)
                        .body("runs", hasSize(1))
                        .body("next", notNullValue())
                        .extract()
                        .path("next");
        given().queryParam("cursor", cursor)
                .get(RUNS + "?workflow=approval&limit=1000")
                .then()
                .statusCode(200)
                .body("next", nullValue());
        given().get(RUNS + "?workflowId=page-1&status=running")
                .then()
                .body("runs", hasSize(1))
                .body("runs[0].workflowId", equalTo("page-1"));
    }

    private static void awaitBegun(String run) {
        given().get(RUNS + "/" + run + "/history?wait=30").then().statusCode(200);
        given().contentType(ContentType.JSON)
                .body("{\"name\":\"change-approver\",\"content\":\"zoe\"}")
                .post(RUNS + "/" + run + "/update")
                .then()
                .statusCode(200);
    }

    @Test
    void a_workflow_id_in_use_is_a_conflict() {
        start("taken");

        given().contentType(ContentType.JSON)
                .body(
                        "{\"workflow\":\"approval\",\"workflowId\":\"taken\",\"input\":"
                                + APPROVAL
                                + "}")
                .post(RUNS)
                .then()
                .statusCode(409)
                .contentType("application/problem+json")
                .body("code", equalTo("BLY-1006"))
                .body("type", containsString("bly-1006"))
                .body("status", equalTo(409));
        given().contentType(ContentType.JSON)
                .body(
                        "{\"workflow\":\"approval\",\"workflowId\":\"taken\",\"conflict\":\"USE_EXISTING\",\"input\":"
                                + APPROVAL
                                + "}")
                .post(RUNS)
                .then()
                .statusCode(200)
                .body("existing", equalTo(true));
    }

    @Test
    void what_is_wrong_with_a_request_is_a_problem_with_a_code() {
        given().get(RUNS + "/nobody").then().statusCode(404).body("code", equalTo("BLY-1007"));
        given().get(RUNS + "?limit=0").then().statusCode(400).body("code", equalTo("BLY-1013"));
        given().contentType(ContentType.JSON)
                .body("{\"workflow\":\"nothing\"}")
                .post(RUNS)
                .then()
                .statusCode(400)
                .body("code", equalTo("BLY-1002"));
        given().contentType(ContentType.JSON)
                .body("{\"workflow\":")
                .post(RUNS)
                .then()
                .statusCode(400)
                .body("code", equalTo("BLY-1013"));
        given().contentType(ContentType.JSON)
                .post(RUNS)
                .then()
                .statusCode(400)
                .body("code", equalTo("BLY-1013"));
        given().contentType(ContentType.TEXT)
                .body("{}")
                .post(RUNS)
                .then()
                .statusCode(415)
                .contentType("application/problem+json");
    }

    @Test
    void pages_of_other_sites_are_refused() {
        given().header("Host", "evil.example").get(RUNS).then().statusCode(400);
        given().header("Origin", "https://evil.example").get(RUNS).then().statusCode(400);
        given().header("Origin", "http://localhost:3000").get(RUNS).then().statusCode(200);
    }

    @Test
    void the_command_line_reaches_runs_through_the_api() throws Exception {
        try (var runs = new RemoteRuns(RestAssured.port, "default")) {
            var input = Json.readTree("input", APPROVAL);
            String run = runs.start(StartBody.of("approval", "remote", input)).runId();
            assertThat(runs.history(run, 0, 10, Duration.ofSeconds(30)).batches()).isNotEmpty();
            assertThat(
                            runs.update(
                                            run,
                                            MessageBody.of(
                                                    "change-approver",
                                                    Json.readTree("name", "\"bob\"")))
                                    .answer()
                                    .asText())
                    .isEqualTo("ann");
            runs.wake(run);
            runs.cancel(run, new ReasonBody("enough"));
            assertThat(runs.result(run, Duration.ofSeconds(30)).status())
                    .isEqualTo(RunStatus.CANCELLED);
            assertThat(runs.describe("remote").reason()).contains("enough");
            assertThat(Histories.read(runs, run).state().status()).isEqualTo(RunStatus.CANCELLED);
            assertThat(runs.list(RunFilter.all(10).withStatuses(List.of("cancelled"))).runs())
                    .hasSize(1);
        }
    }

    @Test
    void a_run_with_a_large_payload_is_exported_and_verified_through_the_api() throws Exception {
        try (var runs = new RemoteRuns(RestAssured.port, "default")) {
            String subject = "x".repeat(50_000);
            var input = Json.readTree("input", APPROVAL.replace("holiday", subject));
            String id = runs.start(StartBody.of("approval", "large", input)).runId();
            assertThat(runs.history(id, 0, 10, Duration.ofSeconds(30)).batches()).isNotEmpty();
            var run = new RunKey(Workspace.DEFAULT, new RunId(id));

            var exported = HistoryExport.of(new RunsHistory(runs), new RunsPayloads(runs), run);

            assertThat(exported.payloads().values())
                    .anySatisfy(payload -> assertThat(payload.text()).contains(subject));
            var verifier = ReplayVerifier.of(Examples.workflows());
            verifier.verify(HistoryExport.read(HistoryExport.write(exported))).assertFits();
            verifier.verify(new RunsHistory(runs), new RunsPayloads(runs), run).assertFits();
        }
        given().get("/v1/workspaces/default/payloads/none").then().statusCode(400);
    }

    @Test
    void errors_keep_their_code_across_the_api() {
        try (var runs = new RemoteRuns(RestAssured.port, "default")) {
            assertThat(
                            org.assertj.core.api.Assertions.catchThrowable(
                                    () -> runs.describe("nobody")))
                    .asInstanceOf(InstanceOfAssertFactories.type(BelayException.class))
                    .satisfies(error -> {
                        assertThat(error.code()).isEqualTo(ErrorCode.RUN_NOT_FOUND);
                        assertThat(error).hasMessageStartingWith("[BLY-1007] workspace");
                    });
        }
    }
}
