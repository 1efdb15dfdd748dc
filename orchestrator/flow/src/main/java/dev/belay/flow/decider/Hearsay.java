package dev.belay.flow.decider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.flow.decider.Doing.Matched;
import dev.belay.flow.expression.BoundedPattern;
import dev.belay.flow.plan.Listening.Correlation;
import dev.belay.flow.plan.Listening.Filter;
import dev.belay.flow.plan.Listening.Mode;
import dev.belay.flow.plan.Listening.Strategy;
import dev.belay.flow.plan.Template;
import java.util.HashMap;
import java.util.Map;

/// Holds events against a strategy.
final class Hearsay {
    private final Machine machine;

    Hearsay(Machine machine) {
        this.machine = machine;
    }

    /// Takes the event, if the strategy wants it.
    ///
    /// @param matched what was heard before; changed when the event is taken
    boolean take(Strategy strategy, Matched matched, ObjectNode event, Frame frame) {
        if (strategy.filters().isEmpty()) {
            return strategy.mode() == Mode.ANY;
        }
        for (int i = 0; i < strategy.filters().size(); i++) {
            boolean spent = strategy.mode() == Mode.ALL && matched.filters().contains(i);
            if (!spent && matches(strategy.filters().get(i), matched, event, frame)) {
                if (!matched.filters().contains(i)) {
                    matched.filters().add(i);
                }
                return true;
            }
        }
        return false;
    }

    /// Whether everything was heard that a strategy without `until` waits for.
    static boolean isComplete(Strategy strategy, Matched matched) {
        return switch (strategy.mode()) {
            case ONE, ANY -> true;
            case ALL -> matched.filters().size() == strategy.filters().size();
        };
    }

    private boolean matches(Filter filter, Matched matched, ObjectNode event, Frame frame) {
        for (var wanted : filter.with().entrySet()) {
            if (!matches(wanted.getValue(), event.path(wanted.getKey()), frame)) {
                return false;
            }
        }
        var found = new HashMap<String, JsonNode>();
        for (var correlation : filter.correlate().entrySet()) {
            if (!correlates(
                    correlation.getKey(), correlation.getValue(), matched, event, frame, found)) {
                return false;
            }
        }
        matched.correlations().putAll(found);
        return true;
    }

    private boolean matches(Template wanted, JsonNode attribute, Frame frame) {
        JsonNode value = wanted.value();
        if (!value.isTextual()) {
            return machine.evaluation.filled(wanted, frame.input(), frame).equals(attribute);
        }
        if (Template.expressionIn(value.textValue()) == null) {
            return attribute.isValueNode()
                    && BoundedPattern.fits(value.textValue(), attribute.asText());
        }
        if (attribute.isMissingNode()) {
            return false;
        }
        try {
            JsonNode answer = machine.evaluation.filled(wanted, attribute, frame);
            return answer.isBoolean() ? answer.booleanValue() : answer.equals(attribute);
        } catch (ProblemException e) {
            // An event that the expression cannot be asked about is not the one.
            return false;
        }
    }

    private boolean correlates(
            String name,
            Correlation correlation,
            Matched matched,
            ObjectNode event,
            Frame frame,
            Map<String, JsonNode> found) {
        JsonNode value;
        try {
            value = machine.evaluation.value(correlation.from(), event, frame, Map.of());
        } catch (ProblemException e) {
            return false;
        }
        JsonNode expected =
                correlation.expect() == null
                        ? matched.correlations().get(name)
                        : machine.evaluation.filled(correlation.expect(), frame.input(), frame);
        if (expected == null) {
            found.put(name, value);
            return true;
        }
        return expected.equals(value) || expected.asText("").equals(value.asText("\0"));
    }
}
