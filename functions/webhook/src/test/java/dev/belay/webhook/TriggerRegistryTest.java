package dev.belay.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.belay.jq.JqExpressions;
import dev.belay.webhook.store.TriggerJson;
import dev.belay.webhook.template.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TriggerRegistryTest {
    private final World world = new World();
    private final TriggerRegistry registry =
            new TriggerRegistry(
                    world.triggers,
                    new TriggerRules(
                            World.SENDERS,
                            new ExpressionMapping(new JqExpressions(), world.clock)));

    private static Trigger github() {
        return Trigger.of(World.WORKSPACE, "orders", "order-flow", "github");
    }

    private static Trigger event() {
        return Trigger.of(World.WORKSPACE, "orders", "order-flow", Trigger.EVENT);
    }

    private static Trigger given(String json) {
        return TriggerJson.given(
                World.WORKSPACE,
                (ObjectNode) Json.parse(json.getBytes(StandardCharsets.UTF_8)).orElseThrow());
    }

    @Test
    void an_expression_that_does_not_compile_makes_no_trigger() {
        Trigger wrong =
                github().withExpressions(new Trigger.Expressions(".a ==", null, null, null));

        assertThatThrownBy(() -> registry.put(wrong)).hasMessageContaining("filter:");
        assertThat(world.triggers.find(World.WORKSPACE, "orders")).isEmpty();
    }

    @Test
    void a_sender_that_nobody_knows_makes_no_trigger() {
        assertThatThrownBy(() ->
                        registry.put(Trigger.of(World.WORKSPACE, "orders", "flow", "githubb")))
                .hasMessageContaining("no sender is called 'githubb'");
    }

    @Test
    void an_event_trigger_says_which_events() {
        assertThatThrownBy(() -> registry.put(event())).hasMessageContaining("wants every event");
        assertThatCode(() ->
                        registry.put(
                                event().withEvents(
                                                List.of(
                                                        new EventFilter(
                                                                Map.of(
                                                                        "type",
                                                                        TextNode.valueOf("a")))))))
                .doesNotThrowAnyException();
    }

    @Test
    void what_a_flow_makes_is_not_changed_beside_it() {
        world.triggers.put(github().withFlow("shop.order"));

        assertThatThrownBy(() -> registry.put(github())).hasMessageContaining("flow shop.order");
        assertThatThrownBy(() -> registry.remove(World.WORKSPACE, "orders"))
                .hasMessageContaining("flow shop.order");
        assertThatThrownBy(() -> registry.enable(World.WORKSPACE, "orders", false))
                .hasMessageContaining("flow shop.order");
    }

    @Test
    void every_field_that_is_wrong_is_named() {
        assertThatThrownBy(() ->
                        given(
                                "{\"id\":\"a\",\"sender\":\"github\",\"fliter\":\"x\",\"headers\":{},\"enabled\":\"yes\"}"))
                .hasMessageContaining("'fliter' is no field")
                .hasMessageContaining("'headers' is not a list of texts")
                .hasMessageContaining("'enabled' is not true or false")
                .hasMessageContaining("'workflow' is missing");
    }

    @Test
    void nobody_can_claim_that_a_flow_makes_a_trigger() {
        Trigger given =
                given(
                        "{\"id\":\"a\",\"workflow\":\"w\",\"sender\":\"github\",\"flow\":\"shop.order\"}");

        assertThat(given.flow()).isNull();
    }
}
