package dev.belay.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.jq.JqExpressions;
import dev.belay.webhook.Delivery.Outcome;
import dev.belay.webhook.template.Json;
import dev.belay.webhook.verify.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventTriggersTest {
    private final World world = new World();
    private final JqExpressions jq = new JqExpressions();
    private final ExpressionMapping mapping = new ExpressionMapping(jq, world.clock);
    private final EventTriggers events = world.events(mapping, new EventMatcher(jq, world.clock));

    private static ObjectNode json(String text) {
        return (ObjectNode) Json.parse(text.getBytes(StandardCharsets.UTF_8)).orElseThrow();
    }

    private static EventFilter filter(String text) {
        var with = new HashMap<String, JsonNode>();
        json(text).properties().forEach(field -> with.put(field.getKey(), field.getValue()));
        return new EventFilter(with);
    }

    private Trigger on(String... filters) {
        Trigger trigger =
                Trigger.of(World.WORKSPACE, "orders", "order-flow", Trigger.EVENT)
                        .withEvents(
                                List.of(filters).stream().map(EventTriggersTest::filter).toList());
        world.triggers.put(trigger);
        return trigger;
    }

    private int publish(String id, String type, String data) {
        return events.start(
                World.WORKSPACE,
                json(
                        "{\"specversion\":\"1.0\",\"id\":\"%s\",\"source\":\"/shop\",\"type\":\"%s\",\"data\":%s}"
                                .formatted(id, type, data)));
    }

    @Test
    void an_event_that_is_wanted_starts_a_run_with_it() {
        on("{\"type\":\"shop\\\\.order.*\",\"data\":\"${ .amount > 10 }\"}");

        assertThat(publish("1", "shop.ordered", "{\"amount\":50}")).isOne();
        assertThat(publish("2", "shop.ordered", "{\"amount\":5}")).isZero();
        assertThat(publish("3", "shop.paid", "{\"amount\":50}")).isZero();

        assertThat(world.started()).hasSize(1);
        assertThat(World.input(world.started().getFirst())).contains("\"amount\":50");
        assertThat(world.lines()).hasSize(1);
    }

    @Test
    void the_same_event_again_starts_nothing() {
        on("{\"type\":\"shop.ordered\"}");
        publish("1", "shop.ordered", "{}");

        assertThat(publish("1", "shop.ordered", "{}")).isZero();
        assertThat(world.started()).hasSize(1);
        assertThat(world.newest()).isInstanceOf(Outcome.Duplicate.class);
    }

    @Test
    void any_of_several_filters_is_enough() {
        on("{\"type\":\"a\"}", "{\"type\":\"b\"}");

        assertThat(publish("1", "a", "{}") + publish("2", "b", "{}") + publish("3", "c", "{}"))
                .isEqualTo(2);
    }

    @Test
    void events_with_the_same_key_start_one_run() {
        world.triggers.put(
                on("{\"type\":\"shop.ordered\"}")
                        .withExpressions(
                                new Trigger.Expressions(null, ".data", null, ".data.order")));

        publish("1", "shop.ordered", "{\"order\":7}");
        publish("2", "shop.ordered", "{\"order\":7}");
        publish("3", "shop.ordered", "{\"order\":8}");

        assertThat(world.started()).hasSize(2);
    }

    @Test
    void an_event_that_an_expression_fails_on_is_held_and_starts_nothing() {
        world.triggers.put(
                on("{\"type\":\"shop.ordered\"}")
                        .withExpressions(new Trigger.Expressions(null, ".data + 1", null, null)));

        assertThat(publish("1", "shop.ordered", "\"s3cr\"")).isZero();
        assertThat(world.started()).isEmpty();
        assertThat(world.newest())
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> {
                            assertThat(refused.refusal()).isEqualTo(Refusal.NO_MAPPING);
                            assertThat(refused.detail()).contains("input:").doesNotContain("s3cr");
                        });

        world.triggers.put(on("{\"type\":\"shop.ordered\"}"));
        Outcome again =
                world.handler().redeliver(World.WORKSPACE, "orders", world.lines().getFirst().id());
        assertThat(again).isInstanceOf(Outcome.Accepted.class);
    }

    @Test
    void a_disabled_trigger_starts_nothing() {
        world.triggers.put(on("{\"type\":\"a\"}").withEnabled(false));

        assertThat(publish("1", "a", "{}")).isZero();
    }

    @Test
    void a_regular_expression_that_would_not_end_wants_nothing() {
        on("{\"source\":\"/shop\",\"type\":\"(a|aa)+b\"}");

        assertThat(publish("1", "a".repeat(5_000), "{}")).isZero();
    }

    @Test
    void no_request_reaches_the_address_of_an_event_trigger() {
        on("{\"type\":\"a\"}");
        world.trigger("github");
        var request = world.signer("github", 1).at(world.clock.instant());
        on("{\"type\":\"a\"}");

        assertThat(world.send(request).status()).isEqualTo(404);
    }

    @Test
    void every_trigger_that_wants_an_event_starts_its_run() {
        Trigger one = on("{\"type\":\"a\"}");
        world.triggers.put(
                Trigger.of(World.WORKSPACE, "second", "other-flow", Trigger.EVENT)
                        .withEvents(one.events())
                        .withSecrets(Map.of()));

        assertThat(publish("1", "a", "{}")).isEqualTo(2);
    }

    @Test
    void a_chain_of_runs_that_start_each_other_is_held_at_its_end() {
        on("{\"type\":\"a\"}");
        Map<String, String> memo = Map.of();
        int length = 0;
        for (boolean started = true; started; length++) {
            ObjectNode event =
                    json("{\"id\":\"%d\",\"source\":\"/circle\",\"type\":\"a\"}".formatted(length));
            started = events.start(World.WORKSPACE, EventTriggers.emitted(event, memo)) == 1;
            memo = started ? world.started().getLast().memo() : memo;
        }

        assertThat(length).isEqualTo(WebhookLimits.CHAIN_MAX + 1);
        assertThat(world.newest())
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.refusal()).isEqualTo(Refusal.CIRCLE));
    }
}
