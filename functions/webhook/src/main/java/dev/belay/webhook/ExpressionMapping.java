package dev.belay.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.flow.expression.EvaluationScope;
import dev.belay.flow.expression.Expression;
import dev.belay.flow.expression.ExpressionException;
import dev.belay.flow.expression.Expressions;
import dev.belay.flow.plan.Jq;
import dev.belay.flow.plan.Template;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Evaluates a trigger's expressions in jq, each within bounds: what senders write must not cost
/// the host more than a moment.
public final class ExpressionMapping implements TriggerMapping {
    /// Results that one expression may produce on the way.
    public static final long STEPS_MAX = 200_000;

    private final Expressions expressions;
    private final InstantSource clock;

    public ExpressionMapping(Expressions expressions, InstantSource clock) {
        this.expressions = expressions;
        this.clock = clock;
    }

    @Override
    public void check(Trigger trigger) {
        var wrong = new ArrayList<String>();
        named(trigger)
                .forEach((name, text) -> {
                    try {
                        compile(text);
                    } catch (ExpressionException e) {
                        wrong.add("%s: %s".formatted(name, e.getMessage()));
                    }
                });
        if (!wrong.isEmpty()) {
            throw new MappingException(trigger, String.join("; ", wrong));
        }
    }

    @Override
    public Mapped map(Trigger trigger, JsonNode event) {
        Trigger.Expressions on = trigger.expressions();
        if (on.filter() != null && !isTrue(evaluate(trigger, "filter", on.filter(), event))) {
            return new Mapped.Skip("the filter says no");
        }
        return new Mapped.Start(
                on.input() == null ? event : evaluate(trigger, "input", on.input(), event),
                text(trigger, "workflowId", on.workflowId(), event),
                text(trigger, "idempotencyKey", on.idempotencyKey(), event));
    }

    /// As jq sees it.
    private static boolean isTrue(JsonNode value) {
        return !value.isNull() && !(value.isBoolean() && !value.booleanValue());
    }

    private @Nullable String text(
            Trigger trigger, String name, @Nullable String expression, JsonNode event) {
        if (expression == null) {
            return null;
        }
        JsonNode value = evaluate(trigger, name, expression, event);
        if (!value.isValueNode() || value.isNull() || value.asText().isBlank()) {
            throw new MappingException(
                    trigger,
                    "%s: it gave %s where a text or number was expected"
                            .formatted(name, described(value)));
        }
        return value.asText();
    }

    private static String described(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT -> "an object";
            case ARRAY -> "an array";
            case STRING -> "a blank text";
            case NULL, MISSING -> "null";
            case BINARY, BOOLEAN, NUMBER, POJO -> "another value";
        };
    }

    private JsonNode evaluate(Trigger trigger, String name, String expression, JsonNode event) {
        try {
            return compile(expression)
                    .evaluate(
                            event,
                            Map.of(),
                            new EvaluationScope(
                                    clock.instant(), STEPS_MAX, WebhookLimits.BODY_BYTES_MAX));
        } catch (ExpressionException e) {
            throw new MappingException(trigger, "%s: %s".formatted(name, e.getMessage()));
        }
    }

    private Expression compile(String text) {
        Jq jq = Template.expressionIn(text);
        return expressions.compile(jq == null ? text : jq.text(), Set.of());
    }

    private static Map<String, String> named(Trigger trigger) {
        Trigger.Expressions on = trigger.expressions();
        var named = new LinkedHashMap<String, String>();
        put(named, "filter", on.filter());
        put(named, "input", on.input());
        put(named, "workflowId", on.workflowId());
        put(named, "idempotencyKey", on.idempotencyKey());
        for (EventFilter filter : trigger.events()) {
            filter.sorted()
                    .forEach((attribute, wanted) -> {
                        Jq jq =
                                wanted.isTextual()
                                        ? Template.expressionIn(wanted.textValue())
                                        : null;
                        put(named, "events, " + attribute, jq == null ? null : jq.text());
                    });
        }
        return named;
    }

    private static void put(Map<String, String> named, String name, @Nullable String text) {
        if (text != null) {
            named.put(name, text);
        }
    }
}
