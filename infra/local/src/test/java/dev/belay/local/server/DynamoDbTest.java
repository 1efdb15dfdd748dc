package dev.belay.local.server;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import dev.belay.api.access.AccessSettings;
import dev.belay.local.backend.AwsLocalBackend;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Lists, runs and histories, where DynamoDB keeps them.
@QuarkusTest
class DynamoDbTest {
    private static final String RUNS = "/v1/workspaces/shop/runs";
    private static @Nullable Installation installation;

    @BeforeAll
    static void open() {
        installation = Installation.open(AwsLocalBackend.open(null), AccessSettings.LOCAL);
    }

    @AfterAll
    static void close() {
        Objects.requireNonNull(installation).close();
    }

    @Test
    void runs_are_listed_shown_and_followed() {
        for (int i = 0; i < 3; i++) {
            given().contentType(ContentType.JSON)
                    .header("Idempotency-Key", "start-" + i)
                    .body(
                            "{\"workflow\":\"approval\",\"workflowId\":\"a-%d\",\"input\":{\"subject\":\"tea\",\"approver\":\"ann\"}}"
                                    .formatted(i))
                    .post(RUNS)
                    .then()
                    .statusCode(201);
        }
        given().get(RUNS + "/a-0/history?wait=20s&limit=1")
                .then()
                .statusCode(200)
                .body("events[0].type", equalTo("RunStarted"));
        given().get(RUNS + "/a-0")
                .then()
                .statusCode(200)
                .body("run.workflowId", equalTo("a-0"))
                .body("waits", notNullValue());
        String next =
                given().get(RUNS + "?limit=2")
                        .then()
                        .statusCode(200)
                        .body("runs", hasSize(2))
                        .extract()
                        .path("next");
        given().queryParam("cursor", next)
                .get(RUNS + "?limit=2")
                .then()
                .statusCode(200)
                .body("runs", hasSize(1));

        given().contentType(ContentType.JSON).post(RUNS + "/a-0/cancel").then().statusCode(204);
        given().get(RUNS + "/a-0/result?wait=30s")
                .then()
                .statusCode(200)
                .body("status", equalTo("CANCELLED"));
        given().get(RUNS + "/a-0/history?order=newest")
                .then()
                .statusCode(200)
                .body("events.type", hasItem("RunStarted"))
                .body("events[0].type", equalTo("CancelRun"));
        assertThat(given().get("/v1/audit?workspace=shop").asString()).contains("cancelRun");
    }
}
