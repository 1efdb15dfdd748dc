package dev.belay.local.server;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.belay.api.access.AccessSettings;
import dev.belay.local.backend.EmbeddedBackend;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Repetitions, changes by two people, flows, schedules, lanes and histories, on the embedded
/// store.
@QuarkusTest
class WritesTest {
    private static final String SHOP = "/v1/workspaces/shop";
    private static final String RUNS = SHOP + "/runs";
    private static final String FLOW =
            """
            document:
              dsl: 1.0.2
              namespace: demo
              name: %s
              version: %s
            do:
              - greet:
                  set:
                    greeting: hello
            """;

    @TempDir static Path directory = Path.of("");
    private static @Nullable Installation installation;

    @BeforeAll
    static void open() {
        installation =
                Installation.open(
                        EmbeddedBackend.open(directory.resolve("store")), AccessSettings.LOCAL);
    }

    @AfterAll
    static void close() {
        Objects.requireNonNull(installation).close();
    }

    private static Response start(String key, String body) {
        return given().contentType(ContentType.JSON)
                .header("Idempotency-Key", key)
                .body(body)
                .post(RUNS);
    }

    private static String approval(String name) {
        return "{\"workflow\":\"approval\",\"workflowId\":\"%s\",\"input\":{\"subject\":\"tea\",\"approver\":\"ann\"}}"
                .formatted(name);
    }

    @Test
    void the_same_request_with_the_same_key_gets_the_same_answer() {
        String body =
                "{\"workflow\":\"approval\",\"input\":{\"subject\":\"tea\",\"approver\":\"ann\"}}";

        Response first = start("once", body);
        Response second = start("once", body);

        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(second.statusCode()).isEqualTo(201);
        assertThat(second.asString()).isEqualTo(first.asString());
        assertThat(second.header("Location")).isEqualTo(first.header("Location"));
        assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
        given().queryParam("workflowId", first.path("workflowId").toString())
                .get(RUNS)
                .then()
                .body("runs", hasSize(1));
    }

    @Test
    void another_request_with_the_same_key_is_refused() {
        start("reused", approval("reused-1")).then().statusCode(201);

        start("reused", approval("reused-2")).then().statusCode(422).body("code", notNullValue());

        given().get(RUNS + "/reused-2").then().statusCode(404);
    }

    @Test
    void a_refusal_is_repeated_as_well() {
        String wrong = "{\"workflow\":\"nothing\"}";
        start("refused", wrong).then().statusCode(400);
        start("refused", wrong).then().statusCode(400).header("Idempotency-Replayed", "true");
    }

    @Test
    void a_flow_is_validated_published_shown_and_switched() {
        String source = FLOW.formatted("greeting", "1.0.0");
        var body = java.util.Map.of("source", source);
        String flows = SHOP + "/flows";
        given().contentType(ContentType.JSON)
                .body(body)
                .post(flows + "/validate")
                .then()
                .statusCode(200)
                .body("valid", equalTo(true));
        given().contentType(ContentType.JSON)
                .body(body)
                .post(flows)
                .then()
                .statusCode(201)
                .body("isNew", equalTo(true))
                .body("version.workflow", equalTo("demo.greeting"));
        given().contentType(ContentType.JSON)
                .body(body)
                .post(flows)
                .then()
                .statusCode(200)
                .body("isNew", equalTo(false));
        String version = flows + "/demo.greeting/versions/1.0.0";
        String seen =
                given().get(version)
                        .then()
                        .statusCode(200)
                        .body("source", equalTo(source))
                        .body("definition.document.name", equalTo("greeting"))
                        .body("plan", nullValue())
                        .extract()
                        .header("ETag");
        given().header("If-Match", seen)
                .post(version + "/disable")
                .then()
                .statusCode(200)
                .body("enabled", equalTo(false));
        given().header("If-Match", seen).post(version + "/enable").then().statusCode(412);
        given().get(flows).then().body("flows.workflow", hasItem("demo.greeting"));
    }

    @Test
    void what_is_wrong_with_a_definition_is_told_problem_by_problem() {
        given().contentType(ContentType.JSON)
                .body(java.util.Map.of("source", FLOW.formatted("Wrong Name", "one")))
                .post(SHOP + "/flows")
                .then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("problems[0].line", notNullValue())
                .body("problems[0].fix", notNullValue());
    }

    @Test
    void a_schedule_is_made_shown_paused_and_changed_unless_somebody_was_faster() {
        String schedules = SHOP + "/schedules";
        String definition =
                "{\"workflow\":\"approval\",\"when\":{\"cron\":\"0 3 29 2 *\"},\"input\":{\"subject\":\"taxes\",\"approver\":\"ann\"}}";
        given().contentType(ContentType.JSON)
                .body("{\"id\":\"yearly\",\"definition\":%s}".formatted(definition))
                .post(schedules)
                .then()
                .statusCode(201);
        String seen =
                given().get(schedules + "/yearly")
                        .then()
                        .statusCode(200)
                        .body("next", hasSize(10))
                        .body("ledger", hasSize(0))
                        .body("paused", equalTo(false))
                        .extract()
                        .header("ETag");
        given().contentType(ContentType.JSON)
                .header("If-Match", seen)
                .body("{\"reason\":\"holidays\"}")
                .post(schedules + "/yearly/pause")
                .then()
                .statusCode(200);
        given().get(schedules + "/yearly")
                .then()
                .body("paused", equalTo(true))
                .body("pauseReason", equalTo("holidays"));
        given().contentType(ContentType.JSON)
                .header("If-Match", seen)
                .body(definition)
                .put(schedules + "/yearly")
                .then()
                .statusCode(412);
        given().contentType(ContentType.JSON)
                .body(definition)
                .put(schedules + "/yearly")
                .then()
                .statusCode(200)
                .body("version", equalTo(2));
        given().contentType(ContentType.JSON)
                .post(schedules + "/yearly/resume")
                .then()
                .statusCode(200);
        given().contentType(ContentType.JSON)
                .body("{\"overlap\":\"ALLOW_ALL\"}")
                .post(schedules + "/yearly/trigger")
                .then()
                .statusCode(200)
                .body("workflowId", notNullValue());
        given().get(schedules).then().body("schedules.id", hasItem("yearly"));
        given().delete(schedules + "/yearly").then().statusCode(200);
    }

    @Test
    void an_open_run_tells_what_it_waits_for_and_its_history_goes_on_where_it_ended() {
        start("waits", approval("waits")).then().statusCode(201);
        String next =
                given().get(RUNS + "/waits/history?wait=20s")
                        .then()
                        .statusCode(200)
                        .body("events[0].type", equalTo("RunStarted"))
                        .body("next", notNullValue())
                        .extract()
                        .path("next");
        given().get(RUNS + "/waits")
                .then()
                .statusCode(200)
                .body("waits[0].text", notNullValue())
                .body("waits[0].kind", notNullValue());

        given().contentType(ContentType.JSON)
                .body("{\"reason\":\"enough\"}")
                .post(RUNS + "/waits/cancel")
                .then()
                .statusCode(204);

        given().queryParam("cursor", next)
                .get(RUNS + "/waits/history?wait=20s")
                .then()
                .statusCode(200)
                .body("events.type", hasItem("CancelRequested"));
        given().get(RUNS + "/waits/result?wait=20s").then().statusCode(200);
        given().get(RUNS + "/waits/history?order=newest&limit=1")
                .then()
                .body("events[0].type", equalTo("CancelRun"))
                .body("next", notNullValue());
    }

    @Test
    void a_cursor_fits_only_the_list_it_was_made_for() {
        start("list-1", approval("list-1")).then().statusCode(201);
        start("list-2", approval("list-2")).then().statusCode(201);
        String next = given().get(RUNS + "?limit=1").then().extract().path("next");

        given().queryParam("cursor", next).get(RUNS + "?limit=1").then().statusCode(200);
        given().queryParam("cursor", next)
                .get(RUNS + "?limit=1&workflow=approval")
                .then()
                .statusCode(400);
        given().queryParam("cursor", next)
                .get("/v1/workspaces/other/runs?limit=1")
                .then()
                .statusCode(400);
    }

    @Test
    void sensitive_fields_are_masked_in_what_is_shown_of_a_run() {
        given().contentType(ContentType.JSON)
                .body("{\"names\":[\"Nick-Name\"]}")
                .put(SHOP + "/masking")
                .then()
                .statusCode(200)
                .body("names", hasItem("Nick-Name"));
        String body =
                "{\"workflow\":\"approval\",\"workflowId\":\"masked\",\"input\":{\"subject\":\"tea\",\"approver\":\"ann\",\"more\":{\"pass_word\":\"s3cret-1\",\"nickname\":\"s3cret-2\"}}}";
        start("masked", body);

        String history = given().get(RUNS + "/masked/history?wait=20s").asString();
        String shown = given().get(RUNS + "/masked").asString();

        assertThat(history).contains("[masked]").doesNotContain("s3cret");
        assertThat(shown).contains("[masked]").doesNotContain("s3cret");
    }

    @Test
    void an_ended_run_is_resumed_from_where_it_ended() {
        start("resumed", approval("resumed")).then().statusCode(201);
        given().get(RUNS + "/resumed/history?wait=20s").then().statusCode(200);
        given().get(RUNS + "/resumed/resume").then().statusCode(400);
        given().contentType(ContentType.JSON)
                .body("{\"name\":\"change-approver\",\"content\":\"bob\"}")
                .post(RUNS + "/resumed/update")
                .then()
                .statusCode(200);
        given().contentType(ContentType.JSON)
                .body("{\"reason\":\"by mistake\"}")
                .post(RUNS + "/resumed/terminate")
                .then()
                .statusCode(204);
        String ended =
                given().get(RUNS + "/resumed/result?wait=20s")
                        .then()
                        .statusCode(200)
                        .extract()
                        .path("runId");

        given().get(RUNS + "/" + ended + "/resume")
                .then()
                .statusCode(200)
                .body("kept", notNullValue());
        given().contentType(ContentType.JSON)
                .body("{}")
                .post(RUNS + "/" + ended + "/resume")
                .then()
                .statusCode(201)
                .body("workflowId", equalTo("resumed"));

        given().get(RUNS + "/" + ended).then().body("run.status", equalTo("TERMINATED"));
    }

    @Test
    void lanes_show_their_queues() {
        start("lanes", approval("lanes")).then().statusCode(201);
        given().get(RUNS + "/lanes/history?wait=20s").then().statusCode(200);

        given().get("/v1/lanes")
                .then()
                .statusCode(200)
                .body("lanes.queues.flatten().name", hasItem("orchestrator"));
        given().get("/v1/me").then().body("kind", equalTo("local"));
    }

    @Test
    void a_workspace_is_known_once_somebody_has_written_in_it() {
        // A name of its own: the process remembers those that other tests have used.
        String workspace = "known-" + System.nanoTime();

        given().contentType(ContentType.JSON)
                .body(approval("first"))
                .post("/v1/workspaces/" + workspace + "/runs")
                .then()
                .statusCode(201);

        given().get("/v1/workspaces").then().body("workspaces.name", hasItem(workspace));
    }
}
