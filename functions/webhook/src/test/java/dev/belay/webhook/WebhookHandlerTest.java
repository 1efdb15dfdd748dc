package dev.belay.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.message.StartRequest;
import dev.belay.core.message.StartRequest.ConflictPolicy;
import dev.belay.core.model.RunId;
import dev.belay.webhook.Delivery.Outcome;
import dev.belay.webhook.TriggerMapping.Mapped;
import dev.belay.webhook.http.WebhookRequest;
import dev.belay.webhook.http.WebhookResponse;
import dev.belay.webhook.template.Json;
import dev.belay.webhook.verify.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WebhookHandlerTest {
    private final World world = new World();

    private WebhookRequest push(int seed) {
        world.trigger("github");
        return world.signer("github", seed)
                .withHeader("x-github-event", "push")
                .at(world.clock.instant());
    }

    private static JsonNode json(WebhookResponse response) {
        return Json.parse(response.body()).orElseThrow();
    }

    private Refusal refusal() {
        return ((Outcome.Refused) world.newest()).refusal();
    }

    @Test
    void a_proven_delivery_starts_one_run_before_it_is_answered() {
        WebhookResponse response = world.send(push(1));

        assertThat(response.status()).isEqualTo(200);
        assertThat(json(response).path("status").asText()).isEqualTo("accepted");
        var run = new RunId(json(response).path("run").asText());
        assertThat(world.runs()).hasSize(1);
        assertThat(world.runs().getFirst().run().runId()).isEqualTo(run);
        assertThat(world.runs().getFirst().workflow()).isEqualTo("order-flow");
        assertThat(world.started()).hasSize(1);
        assertThat(world.newest()).isEqualTo(new Outcome.Accepted(run));
    }

    @Test
    void the_run_gets_the_event_in_an_envelope() {
        world.send(push(1));

        JsonNode event =
                Json.parse(World.input(world.started().getFirst()).getBytes(UTF_8)).orElseThrow();
        assertThat(event.path("specversion").asText()).isEqualTo("1.0");
        assertThat(event.path("id").asText()).isEqualTo("value-1");
        assertThat(event.path("source").asText()).isEqualTo("/workspaces/default/triggers/orders");
        assertThat(event.path("type").asText()).isEqualTo("github.push");
        assertThat(event.path("time").asText()).isEqualTo("2026-11-22T10:15:30Z");
        assertThat(event.path("datacontenttype").asText()).isEqualTo("application/json");
        assertThat(event.path("data").path("seed").asInt()).isEqualTo(1);
        assertThat(event.path("headers").path("x-github-event").asText()).isEqualTo("push");
        assertThat(event.path("headers").has("x-hub-signature-256")).isFalse();
    }

    @Test
    void the_same_delivery_again_is_answered_with_the_first_run() {
        WebhookRequest request = push(1);
        String first = json(world.send(request)).path("run").asText();

        WebhookResponse again = world.send(request);

        assertThat(again.status()).isEqualTo(200);
        assertThat(json(again).path("status").asText()).isEqualTo("duplicate");
        assertThat(json(again).path("run").asText()).isEqualTo(first);
        assertThat(world.started()).hasSize(1);
        assertThat(world.newest()).isEqualTo(new Outcome.Duplicate(new RunId(first)));
    }

    @Test
    void the_same_delivery_again_after_its_run_closed_starts_nothing() {
        WebhookRequest request = push(1);
        world.send(request);
        world.closeRun();

        assertThat(json(world.send(request)).path("status").asText()).isEqualTo("duplicate");
        assertThat(world.started()).hasSize(1);
    }

    @Test
    void a_delivery_whose_answer_was_lost_with_the_host_is_a_duplicate_when_it_comes_again() {
        WebhookRequest request = push(1);
        world.storeIsAway = true;

        WebhookResponse lost = world.send(request);
        world.storeIsAway = false;
        WebhookResponse again = world.send(request);

        assertThat(lost.status()).isEqualTo(503);
        assertThat(lost.headers()).containsEntry("retry-after", "30");
        assertThat(world.lines()).hasSize(2);
        assertThat(json(again).path("status").asText()).isEqualTo("duplicate");
        assertThat(world.started()).hasSize(1);
    }

    @Test
    void another_delivery_starts_another_run() {
        world.send(push(1));
        world.send(push(2));

        assertThat(world.started()).hasSize(2);
        assertThat(world.runs()).hasSize(2);
    }

    @Test
    void a_wrong_signature_is_401_and_starts_nothing() {
        WebhookRequest request = push(1);
        var changed =
                new WebhookRequest(
                        "POST", request.url(), request.headers(), "{\"seed\":2}".getBytes(UTF_8));

        WebhookResponse response = world.send(changed);

        assertThat(response.status()).isEqualTo(401);
        assertThat(response.text()).isEqualTo("{\"status\":\"refused\"}");
        assertThat(world.started()).isEmpty();
        assertThat(refusal()).isEqualTo(Refusal.WRONG_SIGNATURE);
        assertThat(world.lines()).hasSize(1);
        assertThat(world.lines().getFirst().isRepeatable()).isFalse();
    }

    @Test
    void a_delivery_that_is_replayed_later_is_401() {
        world.trigger("slack");
        WebhookRequest request = world.signer("slack", 1).at(world.clock.instant());
        world.clock.advanceBy(Duration.ofMinutes(6));

        assertThat(world.send(request).status()).isEqualTo(401);
        assertThat(refusal()).isEqualTo(Refusal.STALE);
        assertThat(world.started()).isEmpty();
    }

    @Test
    void a_trigger_may_allow_less_time_than_its_sender_advises() {
        world.triggers.put(world.trigger("slack").withTolerance(Duration.ofSeconds(10)));
        WebhookRequest request = world.signer("slack", 1).at(world.clock.instant());
        world.clock.advanceBy(Duration.ofSeconds(11));

        assertThat(world.send(request).status()).isEqualTo(401);
    }

    @Test
    void without_a_secret_nothing_is_accepted() {
        WebhookRequest request = push(1);
        world.triggers.put(world.trigger("github").withSecrets(Map.of("signing", "another")));

        assertThat(world.send(request).status()).isEqualTo(401);
        assertThat(refusal()).isEqualTo(Refusal.NO_SECRET);
    }

    @Test
    void a_large_body_is_413_and_not_looked_into() {
        WebhookRequest request = push(1);
        world.triggers.put(world.trigger("github").withBodyBytesMax(5));

        assertThat(world.send(request).status()).isEqualTo(413);
        assertThat(refusal()).isEqualTo(Refusal.TOO_LARGE);
        assertThat(world.started()).isEmpty();
    }

    @Test
    void too_many_headers_are_431() {
        WebhookRequest request = push(1);
        var headers = new HashMap<>(request.headers());
        for (int i = 0; i < 101; i++) {
            headers.put("x-" + i, List.of("1"));
        }

        var large = new WebhookRequest("POST", request.url(), headers, request.body());

        assertThat(world.send(large).status()).isEqualTo(431);
    }

    @Test
    void an_unknown_trigger_is_404() {
        WebhookRequest request = push(1);

        for (String id : List.of("another", "Orders", "../orders", "")) {
            assertThat(world.handler().handle("default", id, request).status()).isEqualTo(404);
        }
        assertThat(world.handler().handle("No Such", "orders", request).status()).isEqualTo(404);
        assertThat(world.lines()).isEmpty();
    }

    @Test
    void a_disabled_trigger_is_410_and_says_so_in_its_inbox() {
        WebhookRequest request = push(1);
        world.triggers.put(world.trigger("github").withEnabled(false));

        assertThat(world.send(request).status()).isEqualTo(410);
        assertThat(refusal()).isEqualTo(Refusal.DISABLED);
        assertThat(world.started()).isEmpty();
    }

    @Test
    void other_methods_are_405() {
        WebhookRequest request = push(1);
        for (String method : List.of("GET", "HEAD", "PUT", "DELETE")) {
            WebhookResponse response =
                    world.send(
                            new WebhookRequest(
                                    method, request.url(), request.headers(), request.body()));

            assertThat(response.status()).isEqualTo(405);
            assertThat(response.headers()).containsEntry("allow", "POST");
        }
        assertThat(world.started()).isEmpty();
    }

    @Test
    void a_body_that_is_not_what_its_type_says_is_400() {
        world.trigger("github");
        WebhookRequest request =
                world.signer("github", 1)
                        .withBody("{no json".getBytes(UTF_8))
                        .at(world.clock.instant());

        assertThat(world.send(request).status()).isEqualTo(400);
        assertThat(refusal()).isEqualTo(Refusal.UNREADABLE_CONTENT);
        assertThat(world.started()).isEmpty();
    }

    @Test
    void an_event_that_the_filter_lets_pass_starts_nothing_and_is_answered_well() {
        world.mapping = (_, _) -> new Mapped.Skip("not a push to main");

        WebhookResponse response = world.send(push(1));

        assertThat(response.status()).isEqualTo(200);
        assertThat(world.started()).isEmpty();
        assertThat(world.newest()).isEqualTo(new Outcome.Skipped("not a push to main"));
    }

    @Test
    void an_event_that_the_expressions_fail_on_is_held_and_can_be_delivered_again() {
        world.mapping =
                (_, _) -> {
                    throw new BelayException(ErrorCode.INVALID_REQUEST, "the expression is wrong");
                };
        WebhookResponse held = world.send(push(1));
        world.mapping = TriggerMapping.WHOLE_EVENT;

        Outcome outcome =
                world.handler().redeliver(World.WORKSPACE, "orders", world.lines().getFirst().id());

        assertThat(held.status()).isEqualTo(202);
        assertThat(outcome).isInstanceOf(Outcome.Accepted.class);
        assertThat(world.started()).hasSize(1);
        assertThat(World.input(world.started().getFirst())).contains("\"seed\":1");
        assertThat(world.newest()).isEqualTo(outcome);
    }

    @Test
    void a_filter_that_nothing_evaluates_lets_nothing_start() {
        WebhookRequest request = push(1);
        world.triggers.put(
                world.trigger("github")
                        .withExpressions(new Trigger.Expressions("false", null, null, null)));

        assertThat(world.send(request).status()).isEqualTo(202);
        assertThat(refusal()).isEqualTo(Refusal.NO_MAPPING);
        assertThat(world.started()).isEmpty();
    }

    @Test
    void a_person_can_have_a_delivery_run_twice() {
        world.send(push(1));

        Outcome outcome =
                world.handler().redeliver(World.WORKSPACE, "orders", world.lines().getFirst().id());

        assertThat(outcome).isInstanceOf(Outcome.Accepted.class);
        assertThat(world.started()).hasSize(2);
        assertThat(world.started().stream().map(StartRequest::input).map(input -> input.size() > 0))
                .doesNotContain(false);
    }

    @Test
    void what_was_not_proven_cannot_be_delivered_again() {
        WebhookRequest request = push(1);
        world.secrets.put(World.WORKSPACE, "orders", "another");
        world.send(request);
        String line = world.lines().getFirst().id();

        assertThatThrownBy(() -> world.handler().redeliver(World.WORKSPACE, "orders", line))
                .isInstanceOf(BelayException.class)
                .hasMessageContaining("cannot be delivered again");
    }

    @Test
    void events_of_one_workflow_id_share_its_open_run() {
        world.mapping = (_, event) -> Mapped.start(event, "order-42");
        String first = json(world.send(push(1))).path("run").asText();

        WebhookResponse second = world.send(push(2));

        assertThat(json(second).path("run").asText()).isEqualTo(first);
        assertThat(world.started()).hasSize(1);
    }

    @Test
    void a_trigger_may_refuse_a_second_event_while_the_run_is_open() {
        world.mapping = (_, event) -> Mapped.start(event, "order-42");
        world.send(push(1));
        WebhookRequest second = push(2);
        world.triggers.put(world.trigger("github").withConflict(ConflictPolicy.FAIL));

        assertThat(world.send(second).status()).isEqualTo(409);
        assertThat(refusal()).isEqualTo(Refusal.CONFLICT);
        assertThat(world.started()).hasSize(1);
    }

    @Test
    void a_workflow_id_may_be_used_again_by_another_event_but_not_by_the_same() {
        world.mapping = (_, event) -> Mapped.start(event, "order-42");
        WebhookRequest first = push(1);
        world.send(first);
        world.closeRun();

        assertThat(json(world.send(first)).path("status").asText()).isEqualTo("duplicate");
        assertThat(json(world.send(push(2))).path("status").asText()).isEqualTo("accepted");
        assertThat(world.started()).hasSize(2);
    }

    @Test
    void unsigned_deliveries_need_the_triggers_word() {
        Trigger open = world.trigger("none");
        var request =
                new WebhookRequest(
                        "POST",
                        SignedRequests.URL,
                        Map.of("Content-Type", List.of("text/plain")),
                        "hello".getBytes(UTF_8));

        int before = world.send(request).status();
        world.triggers.put(open.withAllowUnsigned(true));
        int after = world.send(request).status();

        assertThat(before).isEqualTo(401);
        assertThat(after).isEqualTo(200);
        assertThat(World.input(world.started().getFirst())).contains("\"data\":\"hello\"");
    }

    @Test
    void a_trigger_may_name_what_its_deliveries_are_known_by() {
        WebhookRequest first = push(1);
        world.triggers.put(world.trigger("github").withDeliveryId("{json:/seed}"));
        world.send(first);
        var renamed = new HashMap<>(first.headers());
        renamed.put("x-github-delivery", List.of("another"));

        world.send(new WebhookRequest("POST", first.url(), renamed, first.body()));

        assertThat(world.started()).hasSize(1);
    }

    @Test
    void a_trigger_may_take_every_request_for_its_own() {
        WebhookRequest first = push(1);
        world.triggers.put(world.trigger("github").withDeliveryId("none"));

        world.send(first);
        world.send(first);

        assertThat(world.started()).hasSize(2);
    }

    @Test
    void forms_and_bytes_become_events_too() {
        world.triggers.put(world.trigger("none").withAllowUnsigned(true));
        world.send(
                new WebhookRequest(
                        "POST",
                        SignedRequests.URL,
                        Map.of("content-type", List.of("application/x-www-form-urlencoded")),
                        "a=1&b=2&b=3".getBytes(UTF_8)));
        world.send(
                new WebhookRequest(
                        "POST", SignedRequests.URL, Map.of(), new byte[] {(byte) 0xFF, 0, 1}));

        assertThat(World.input(world.started().get(0)))
                .contains("\"data\":{\"a\":\"1\",\"b\":[\"2\",\"3\"]}");
        assertThat(World.input(world.started().get(1))).contains("\"data_base64\":\"/wAB\"");
    }

    @Test
    void an_event_carries_the_headers_that_the_trigger_asks_for_but_no_credentials() {
        world.trigger("github");
        WebhookRequest request =
                world.signer("github", 1)
                        .withHeader("x-region", "eu")
                        .withHeader("authorization", "Bearer hush")
                        .withHeader("x-other", "left out")
                        .at(world.clock.instant());
        world.triggers.put(
                world.trigger("github").withHeaders(Set.of("X-Region", "Authorization")));

        world.send(request);

        assertThat(World.input(world.started().getFirst()))
                .contains("\"x-region\":\"eu\"")
                .doesNotContain("hush")
                .doesNotContain("left out");
    }

    @Test
    void a_sender_gets_the_answer_that_it_insists_on() {
        world.trigger("dropbox-sign");
        WebhookRequest request = world.signer("dropbox-sign", 1).at(world.clock.instant());

        assertThat(world.send(request).text()).isEqualTo("Hello API Event Received");
    }

    @Test
    void of_deliveries_that_race_one_starts_a_run() throws InterruptedException {
        WebhookRequest request = push(1);
        var answers = Collections.synchronizedSet(new HashSet<String>());
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < 8; i++) {
            threads.add(
                    Thread.ofVirtual()
                            .start(() ->
                                    answers.add(json(world.send(request)).path("run").asText())));
        }
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(answers).hasSize(1);
        assertThat(world.runs()).hasSize(1);
    }
}
