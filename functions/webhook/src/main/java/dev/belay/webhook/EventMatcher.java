package dev.belay.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.flow.expression.EvaluationScope;
import dev.belay.flow.expression.ExpressionException;
import dev.belay.flow.expression.Expressions;
import dev.belay.flow.plan.Jq;
import dev.belay.flow.plan.Template;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// Holds events against what a trigger wants. An event that cannot be asked about is not wanted.
public final class EventMatcher {
    /// What a regular expression may look at, so that none takes for ever on a text made for it.
    private static final int LOOKS_MAX = 100_000;

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
            return attribute.isValueNode() && fits(wanted.textValue(), attribute.asText());
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

    private static boolean fits(String wanted, String actual) {
        if (wanted.equals(actual)) {
            return true;
        }
        try {
            return Pattern.compile(wanted).matcher(new Watched(actual)).matches();
        } catch (PatternSyntaxException | TooMuchException | StackOverflowError _) {
            return false;
        }
    }

    private static final class TooMuchException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /// A text that may be looked at so often.
    private static final class Watched implements CharSequence {
        private final CharSequence text;
        private int looks;

        Watched(CharSequence text) {
            this.text = text;
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            if (++looks > LOOKS_MAX) {
                throw new TooMuchException();
            }
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new Watched(text.subSequence(start, end));
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }
}
