package dev.belay.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.core.model.Workspace;
import dev.belay.jq.JqExpressions;
import dev.belay.webhook.TriggerMapping.Mapped;
import dev.belay.webhook.template.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ExpressionMappingTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:15:30Z");

    private final TriggerMapping mapping = new ExpressionMapping(new JqExpressions(), () -> NOW);

    private static Trigger trigger(
            @Nullable String filter,
            @Nullable String input,
            @Nullable String workflowId,
            @Nullable String key) {
        return Trigger.of(Workspace.DEFAULT, "orders", "order-flow", "github")
                .withExpressions(new Trigger.Expressions(filter, input, workflowId, key));
    }

    private static JsonNode json(String text) {
        return Json.parse(text.getBytes(StandardCharsets.UTF_8)).orElseThrow();
    }

    private Mapped map(Trigger trigger, String event) {
        return mapping.map(trigger, json(event));
    }

    @Test
    void a_run_gets_what_the_expressions_make_of_the_event() {
        var trigger =
                trigger(
                        ".data.ref == \"main\"",
                        "${ {sha: .data.sha} }",
                        "\"deploy-\" + .data.sha",
                        ".data.n");

        assertThat(map(trigger, "{\"data\":{\"ref\":\"main\",\"sha\":\"abc\",\"n\":7}}"))
                .isEqualTo(new Mapped.Start(json("{\"sha\":\"abc\"}"), "deploy-abc", "7"));
    }

    @Test
    void an_event_that_the_filter_does_not_hold_for_is_skipped() {
        assertThat(map(trigger(".data.wanted", null, null, null), "{\"data\":{}}"))
                .isInstanceOf(Mapped.Skip.class);
    }

    @Test
    void without_expressions_the_event_is_the_input() {
        assertThat(map(trigger(null, null, null, null), "{\"a\":1}"))
                .isEqualTo(Mapped.start(json("{\"a\":1}"), null));
    }

    @Test
    void an_expression_that_fails_is_named_and_no_value_is_told() {
        assertThatThrownBy(() -> map(trigger(null, ".data + 1", null, null), "{\"data\":\"s3cr\"}"))
                .isInstanceOf(MappingException.class)
                .hasMessageContaining("'orders'")
                .hasMessageContaining("input:")
                .hasMessageNotContaining("s3cr");
    }

    @Test
    void a_workflow_id_must_be_a_text_or_a_number() {
        assertThatThrownBy(() -> map(trigger(null, null, ".data", null), "{\"data\":{}}"))
                .isInstanceOf(MappingException.class)
                .hasMessageContaining("workflowId: it gave an object");
        assertThatThrownBy(() -> map(trigger(null, null, null, ".nothing"), "{}"))
                .hasMessageContaining("idempotencyKey: it gave null");
    }

    @Test
    void an_expression_that_would_not_end_is_stopped() {
        assertThatThrownBy(() -> map(trigger("[range(1e12)] | length > 0", null, null, null), "{}"))
                .isInstanceOf(MappingException.class)
                .hasMessageContaining("filter:");
    }

    @Test
    void all_that_does_not_compile_is_told_at_once() {
        assertThatThrownBy(() -> mapping.check(trigger(".a ==", "${ $secret }", ".id", null)))
                .isInstanceOf(MappingException.class)
                .hasMessageContaining("filter:")
                .hasMessageContaining("input:")
                .hasMessageNotContaining("workflowId:");
    }
}
