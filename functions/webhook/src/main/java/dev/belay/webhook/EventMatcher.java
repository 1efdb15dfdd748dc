package dev.belay.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.flow.expression.BoundedPattern;
import dev.belay.flow.expression.EvaluationScope;
import dev.belay.flow.expression.ExpressionException;
import dev.belay.flow.expression.Expressions;
import dev.belay.flow.plan.Jq;
import dev.belay.flow.plan.Template;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;

/// Holds events against what a trigger wants. An event that cannot be asked about is not wanted.
public final class EventMatcher {
    private final Expressions expressions;
    private final InstantSource clock;

    public EventMatcher(Expressions expressions, InstantSource clock) {
        this.expressions = expressions;
        this.clock = clock;
    }

    /// Whether any of the trigger's filters wants the event. A trigger without filters wants all.
    public boolean wants(Trigger trigger, JsonNode event) {
        return trigger.events().isEmpty()
                || trigger.events().stream().anyMatch(filter -> fits(filter, event));
    }

    private boolean fits(EventFilter filter, JsonNode event) {
        return filter.with().entrySet().stream()
                .allMatch(wanted -> fits(wanted.getValue(), event.path(wanted.getKey())));
    }

    private boolean fits(JsonNode wanted, JsonNode attribute) {
        if (!wanted.isTextual()) {
            return wanted.equals(attribute);
        }
        Jq jq = Template.expressionIn(wanted.textValue());
        if (jq == null) {
            return attribute.isValueNode()
                    && BoundedPattern.fits(wanted.textValue(), attribute.asText());
        }
        if (attribute.isMissingNode()) {
            return false;
        }
        try {
            var scope =
                    new EvaluationScope(
                            clock.instant(),
                            ExpressionMapping.STEPS_MAX,
                            WebhookLimits.BODY_BYTES_MAX);
            JsonNode answer =
                    expressions.compile(jq.text(), Set.of()).evaluate(attribute, Map.of(), scope);
            return answer.isBoolean() ? answer.booleanValue() : answer.equals(attribute);
        } catch (ExpressionException _) {
            return false;
        }
    }
}
