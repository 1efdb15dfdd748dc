package dev.belay.local.server;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.belay.api.access.AccessSettings;
import dev.belay.local.backend.MemoryBackend;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What a person sees of a run's history.
@QuarkusTest
class StepsTest {
    private static final String SPACE = "/v1/workspaces/default";
    private static final String RUNS = SPACE + "/runs/";

    private static @Nullable Installation installation;

    @BeforeAll
    static void open() {
        installation = Installation.open(new MemoryBackend(), AccessSettings.LOCAL);
    }

    @AfterAll
    static void close() {
        Objects.requireNonNull(installation).close();
    }

    private static ValidatableResponse post(String path, Object body) {
        return given().contentType(ContentType.JSON).body(body).post(SPACE + path).then();
    }

    private static void runToItsEnd(String workflow, String id, Map<String, ?> input) {
        post("/runs", Map.of("workflow", workflow, "workflowId", id, "input", input))
                .statusCode(201);
        given().get(RUNS + id + "/result?wait=30s").then().statusCode(200);
    }

    @Test
    void the_steps_of_a_run_are_in_order_and_each_has_its_events() {
        runToItsEnd("app-build", "shop", Map.of("name", "shop", "token", "secret-word"));

        given().get(RUNS + "shop/steps")
                .then()
                .statusCode(200)
                .body("total", equalTo(6))
                .body("rows.step.name[0]", equalTo("create-project"))
                .body("rows.step.state", everyItem(equalTo("COMPLETED")))
                .body("rows.step.task", everyItem(nullValue()));
        given().get(RUNS + "shop/steps/1")
                .then()
                .statusCode(200)
                .body("step.name", equalTo("create-project"))
                .body("events.type", equalTo(List.of("ScheduleActivity", "ActivityCompleted")))
                .body("events[1].text", equalTo("create-project: done"));
        given().get(RUNS + "shop/steps/99").then().statusCode(404);
    }

    @Test
    void who_knows_the_steps_waits_for_what_follows_them() {
        post(
                        "/runs",
                        Map.of(
                                "workflow",
                                "approval",
                                "workflowId",
                                "holiday",
                                "input",
                                Map.of("subject", "holiday", "approver", "ann")))
                .statusCode(201);
        given().get(RUNS + "holiday/history?wait=10s").then().statusCode(200);
        String after = given().get(RUNS + "holiday/steps").then().extract().path("after");

        post("/runs/holiday/signal", Map.of("name", "hurry", "content", "now")).statusCode(204);

        given().queryParam("cursor", after)
                .get(RUNS + "holiday/history?wait=30s&limit=1000")
                .then()
                .statusCode(200)
                .body("events", not(empty()));
        given().queryParam("cursor", after)
                .get(RUNS + "holiday/history?order=newest")
                .then()
                .statusCode(400);
        post("/runs/holiday/terminate", Map.of()).statusCode(204);
        given().get(RUNS + "holiday/result?wait=30s").then().statusCode(200);
        given().get(RUNS + "holiday/steps")
                .then()
                .body("rows.step.name", hasItem("signal hurry"))
                .body("rows.step.state", not(hasItem("RUNNING")));
    }

    @Test
    void a_long_loop_of_a_flow_is_one_row_that_names_its_task() {
        String source =
                """
                document: { dsl: '1.0.3', namespace: shop, name: loop, version: '1.0.0' }
                do:
                - all:
                    for: { each: item, in: '[range(600)]' }
                    do:
                    - nap: { wait: PT0.001S }
                """;
        post("/flows", Map.of("source", source)).statusCode(201);
        runToItsEnd("shop.loop", "loop", Map.of());

        String group =
                given().get(RUNS + "loop/steps")
                        .then()
                        .body("rows", hasSize(1))
                        .body("rows[0].count", equalTo(600))
                        .body("rows[0].counts.COMPLETED", equalTo(600))
                        .body("rows[0].step.task", equalTo("/do/0/all/do/0/nap"))
                        .extract()
                        .path("rows[0].group");
        String next =
                given().queryParam("group", group)
                        .get(RUNS + "loop/steps?limit=50")
                        .then()
                        .body("rows", hasSize(50))
                        .body("rows.count", everyItem(equalTo(1)))
                        .extract()
                        .path("next");
        given().queryParam("group", group)
                .queryParam("cursor", next)
                .get(RUNS + "loop/steps?limit=1000")
                .then()
                .body("rows", hasSize(550))
                .body("next", nullValue());
    }
}
