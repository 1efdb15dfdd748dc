package dev.belay.local.server;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.belay.api.access.AccessSettings;
import dev.belay.core.model.Workspace;
import dev.belay.examples.Examples;
import dev.belay.examples.world.MemoryWorld;
import dev.belay.local.backend.Backend;
import dev.belay.local.backend.MemoryBackend;
import dev.belay.local.host.Catalog;
import dev.belay.local.host.HostOptions;
import dev.belay.local.host.SingleProcess;
import dev.belay.webhook.store.InMemorySecrets;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@QuarkusTest
class HooksTest {
    private static final String TRIGGERS = "/v1/workspaces/default/triggers";
    private static final String SECRET = "It's a secret";
    private static final Backend BACKEND = new MemoryBackend();
    private static final InMemorySecrets SECRETS = new InMemorySecrets();
    private static final SingleProcess SYSTEM =
            SingleProcess.start(
                    BACKEND,
                    new Catalog(
                            Examples.workflows(),
                            activities -> Examples.addActivities(activities, new MemoryWorld())),
                    HostOptions.of("test").withSecrets(SECRETS));

    @BeforeAll
    static void open() {
        CurrentRuntime.set(SYSTEM);
        CurrentAccess.set(BACKEND.records(), AccessSettings.LOCAL);
        CurrentHooks.set(SYSTEM.hooks());
    }

    @AfterAll
    static void close() {
        CurrentHooks.set(null);
        CurrentRuntime.set(null);
        CurrentAccess.clear();
        SYSTEM.close();
        BACKEND.close();
    }

    private static void trigger(String id, String sender) {
        SECRETS.put(Workspace.DEFAULT, id, SECRET);
        given().contentType(ContentType.JSON)
                .body("{\"workflow\":\"approval\",\"sender\":\"%s\"}".formatted(sender))
                .put(TRIGGERS + "/" + id)
                .then()
                .statusCode(200)
                .body("id", equalTo(id))
                .body("enabled", equalTo(true));
    }

    private static byte[] mac(String algorithm, byte[] content) throws Exception {
        var mac = Mac.getInstance(algorithm);
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), algorithm));
        return mac.doFinal(content);
    }

    private static String url(String path) {
        return "http://localhost:" + RestAssured.port + path;
    }

    @Test
    void a_delivery_is_verified_byte_for_byte_and_starts_a_run() throws Exception {
        trigger("pushes", "github");
        byte[] body =
                "{ \"subject\" :\t\"caf\u00e9\",\r\n \"a\":1.0, \"a\":1.00 }\n"
                        .getBytes(StandardCharsets.UTF_8);
        String signature = "sha256=" + HexFormat.of().formatHex(mac("HmacSHA256", body));

        String run =
                given().header("X-Hub-Signature-256", signature)
                        .header("X-GitHub-Delivery", "d-1")
                        .header("X-GitHub-Event", "push")
                        .header("Content-Type", "application/json")
                        .body(body)
                        .post("/hooks/default/pushes")
                        .then()
                        .statusCode(200)
                        .header("X-Content-Type-Options", "nosniff")
                        .body("status", equalTo("accepted"))
                        .extract()
                        .path("run");

        given().get("/v1/workspaces/default/runs/" + run)
                .then()
                .statusCode(200)
                .body("run.workflow", equalTo("approval"));
        given().get(TRIGGERS + "/pushes/deliveries")
                .then()
                .statusCode(200)
                .body("deliveries", hasSize(1))
                .body("deliveries[0].deliveryId", equalTo("d-1"))
                .body("deliveries[0].result.status", equalTo("accepted"))
                .body("deliveries[0].result.run", equalTo(run))
                .body("deliveries[0].body", nullValue());
    }

    @Test
    void a_form_is_verified_with_the_address_that_the_sender_used() throws Exception {
        trigger("calls", "twilio");
        String path = "/hooks/default/calls?foo=1&bar=a%20b";
        String signed = url(path) + "CallSidCA1From+1 415";
        String signature =
                Base64.getEncoder()
                        .encodeToString(mac("HmacSHA1", signed.getBytes(StandardCharsets.UTF_8)));

        var request =
                HttpRequest.newBuilder(URI.create(url(path)))
                        .header("X-Twilio-Signature", signature)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("From=%2B1+415&CallSid=CA1"))
                        .build();
        int status;
        try (var client = HttpClient.newHttpClient()) {
            status = client.send(request, BodyHandlers.discarding()).statusCode();
        }

        assertThat(status).isEqualTo(200);
    }

    @Test
    void a_handshake_by_get_or_head_is_answered() {
        trigger("files", "dropbox");
        trigger("cards", "trello");

        given().get("/hooks/default/files?challenge=abc")
                .then()
                .statusCode(200)
                .contentType(containsString("text/plain"))
                .body(equalTo("abc"));
        given().head("/hooks/default/cards").then().statusCode(200);
        given().get("/hooks/default/cards").then().statusCode(405);
    }

    @Test
    void a_token_may_be_the_last_step_of_the_address() {
        trigger("open", "token");
        SECRETS.put(Workspace.DEFAULT, "open", "abc123");

        given().body("hello").post("/hooks/default/open/abc123").then().statusCode(200);
        given().body("hello").post("/hooks/default/open/abc124").then().statusCode(401);
        given().body("hello").post("/hooks/default/open").then().statusCode(401);
    }

    @Test
    void a_tunnel_may_deliver_under_its_own_name_but_only_webhooks() {
        trigger("tunnelled", "dropbox");

        given().header("Host", "belay.example.com")
                .get("/hooks/default/tunnelled?challenge=abc")
                .then()
                .statusCode(200);
        given().header("Host", "belay.example.com").get(TRIGGERS).then().statusCode(400);
    }

    @Test
    void triggers_are_listed_shown_and_removed() {
        trigger("removed", "slack");

        given().get(TRIGGERS + "/removed").then().body("sender", equalTo("slack"));
        given().delete(TRIGGERS + "/removed").then().statusCode(204);
        given().get(TRIGGERS + "/removed").then().statusCode(404);
        given().post("/hooks/default/removed").then().statusCode(404);
        given().contentType(ContentType.JSON)
                .body("{\"workflow\":\"approval\",\"sender\":\"nobody\"}")
                .put(TRIGGERS + "/removed")
                .then()
                .statusCode(400)
                .body("detail", containsString("no sender is called 'nobody'"));
    }

    @Test
    void a_delivery_is_delivered_again_on_request() throws Exception {
        trigger("again", "hmac");
        byte[] body = "{\"n\":1}".getBytes(StandardCharsets.UTF_8);
        given().header(
                        "X-Signature-256",
                        "sha256=" + HexFormat.of().formatHex(mac("HmacSHA256", body)))
                .contentType(ContentType.JSON)
                .body(body)
                .post("/hooks/default/again")
                .then()
                .statusCode(200);
        String line =
                given().get(TRIGGERS + "/again/deliveries").path("deliveries[0].id").toString();

        given().post(TRIGGERS + "/again/deliveries/" + line + "/redeliver")
                .then()
                .statusCode(200)
                .body("status", equalTo("accepted"));

        given().get(TRIGGERS + "/again/deliveries").then().body("deliveries", hasSize(2));
    }

    private static void onEvent(String id, String type, String input) {
        given().contentType(ContentType.JSON)
                .body(
                        "{\"workflow\":\"approval\",\"sender\":\"event\",\"events\":[{\"type\":\"%s\"}],\"input\":\"%s\"}"
                                .formatted(type, input))
                .put(TRIGGERS + "/" + id)
                .then()
                .statusCode(200);
    }

    private static int lines(String trigger) {
        return given().get(TRIGGERS + "/" + trigger + "/deliveries")
                .jsonPath()
                .getList("deliveries")
                .size();
    }

    @Test
    void an_event_in_each_mode_starts_the_runs_of_triggers_that_want_it_once() {
        onEvent("events", "shop.asked", ".data");

        given().header("ce-specversion", "1.0")
                .header("ce-id", "1")
                .header("ce-source", "/shop")
                .header("ce-type", "shop.asked")
                .contentType(ContentType.JSON)
                .body("{\"subject\":\"a\",\"approver\":\"ann\"}")
                .post("/events/default")
                .then()
                .statusCode(202)
                .body("taken", equalTo(1));
        String event =
                "{\"specversion\":\"1.0\",\"id\":\"%s\",\"source\":\"/shop\",\"type\":\"%s\",\"data\":{\"subject\":\"b\",\"approver\":\"ann\"}}";
        given().header("Content-Type", "application/cloudevents+json")
                .body(event.formatted("2", "shop.asked").getBytes(StandardCharsets.UTF_8))
                .post("/events/default")
                .then()
                .statusCode(202);
        String batch =
                "[%s,%s,%s]"
                        .formatted(
                                event.formatted("2", "shop.asked"),
                                event.formatted("3", "shop.asked"),
                                event.formatted("4", "shop.paid"));
        given().header("Content-Type", "application/cloudevents-batch+json")
                .body(batch.getBytes(StandardCharsets.UTF_8))
                .post("/events/default")
                .then()
                .statusCode(202)
                .body("taken", equalTo(2))
                .body("duplicates", equalTo(1));

        assertThat(lines("events")).isEqualTo(3);
        given().post("/hooks/default/events").then().statusCode(404);
    }

    @Test
    void a_tunnel_delivers_no_events() {
        given().header("Host", "belay.example.com")
                .header("Content-Type", "application/cloudevents+json")
                .body("{}".getBytes(StandardCharsets.UTF_8))
                .post("/events/default")
                .then()
                .statusCode(400);
    }

    @Test
    void a_delivery_that_an_expression_fails_on_is_held_with_the_reason() throws Exception {
        SECRETS.put(Workspace.DEFAULT, "held", SECRET);
        given().contentType(ContentType.JSON)
                .body("{\"workflow\":\"approval\",\"sender\":\"hmac\",\"input\":\".data + 1\"}")
                .put(TRIGGERS + "/held")
                .then()
                .statusCode(200);
        byte[] body = "{\"n\":1}".getBytes(StandardCharsets.UTF_8);

        given().header(
                        "X-Signature-256",
                        "sha256=" + HexFormat.of().formatHex(mac("HmacSHA256", body)))
                .contentType(ContentType.JSON)
                .body(body)
                .post("/hooks/default/held")
                .then()
                .statusCode(202)
                .body("status", equalTo("held"));

        given().get(TRIGGERS + "/held/deliveries")
                .then()
                .body("deliveries", hasSize(1))
                .body("deliveries[0].result.code", equalTo("no-mapping"))
                .body("deliveries[0].result.why", containsString("input:"));
        given().contentType(ContentType.JSON)
                .body("{\"workflow\":\"approval\",\"sender\":\"hmac\",\"input\":\".a ==\"}")
                .put(TRIGGERS + "/held")
                .then()
                .statusCode(400)
                .body("detail", containsString("input:"));
    }

    @Test
    void a_trigger_is_switched_off_and_on() {
        trigger("switched", "dropbox");

        given().post(TRIGGERS + "/switched/disable").then().statusCode(200);
        given().get("/hooks/default/switched?challenge=abc").then().statusCode(410);
        given().post(TRIGGERS + "/switched/enable").then().statusCode(200);
        given().get("/hooks/default/switched?challenge=abc").then().statusCode(200);
    }
}
