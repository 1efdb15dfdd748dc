package dev.belay.definition.compile;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.core.model.Limits;
import dev.belay.definition.problem.ProblemCode;
import dev.belay.definition.problem.Problems;
import dev.belay.definition.text.SourceNode;
import dev.belay.flow.plan.Span;
import dev.belay.flow.plan.Template;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Durations as definitions write them: ISO 8601, an object, or an expression.
final class Durations {
    private static final Pattern ISO =
            Pattern.compile(
                    "P(?:([\\d.]+)Y)?(?:([\\d.]+)M)?(?:([\\d.]+)W)?(?:([\\d.]+)D)?(?:T(?:([\\d.]+)H)?(?:([\\d.]+)M)?(?:([\\d.]+)S)?)?");
    private static final long DAY = 86_400_000L;
    private static final Map<String, Long> UNITS =
            Map.of(
                    "days", DAY,
                    "hours", 3_600_000L,
                    "minutes", 60_000L,
                    "seconds", 1_000L,
                    "milliseconds", 1L);
    private static final String FIX =
            "write ISO 8601 such as PT30S or P7D, or an object such as { minutes: 5 }";

    private final ExpressionPart expressions;
    private final Problems problems;

    Durations(ExpressionPart expressions, Problems problems) {
        this.expressions = expressions;
        this.problems = problems;
    }

    @Nullable Span span(SourceNode parent, String key, Variables variables) {
        return parent.get(key).map(node -> span(node, variables)).orElse(null);
    }

    Span span(SourceNode node, Variables variables) {
        if (node.isText() && Template.expressionIn(node.text()) != null) {
            return Span.of(expressions.expression(node, variables));
        }
        return Span.of(fixed(node));
    }

    /// A duration that is known now.
    Duration fixed(SourceNode node) {
        BigDecimal millis = millis(node);
        if (millis == null) {
            if (problems.hasErrorInside(node.pointer())) {
                return Duration.ZERO;
            }
            problems.at(node, ProblemCode.INVALID_DURATION, "this is no duration", FIX);
            return Duration.ZERO;
        }
        if (millis.compareTo(BigDecimal.valueOf(Limits.DURATION_MAX.toMillis())) > 0) {
            problems.at(
                    node,
                    ProblemCode.INVALID_DURATION,
                    "this duration is longer than %d days".formatted(Limits.DURATION_MAX.toDays()),
                    "write a shorter one");
            return Duration.ZERO;
        }
        if (millis.signum() < 0) {
            problems.at(node, ProblemCode.INVALID_DURATION, "this duration is negative", FIX);
            return Duration.ZERO;
        }
        return Duration.ofMillis(millis.longValue());
    }

    private @Nullable BigDecimal millis(SourceNode node) {
        return node.isText() ? iso(node) : node.isObject() ? object(node) : null;
    }

    private @Nullable BigDecimal iso(SourceNode node) {
        Matcher matcher = ISO.matcher(node.text().strip());
        if (!matcher.matches() || node.text().endsWith("T") || node.text().strip().equals("P")) {
            return null;
        }
        if (matcher.group(1) != null || matcher.group(2) != null) {
            problems.at(
                    node,
                    ProblemCode.INVALID_DURATION,
                    "this duration has years or months, which are not equally long",
                    "write days, such as P30D");
            return BigDecimal.ZERO;
        }
        long[] units = {7 * DAY, DAY, 3_600_000L, 60_000L, 1_000L};
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = 0; i < units.length; i++) {
            String number = matcher.group(i + 3);
            if (number != null) {
                if (number.length() > 18 || number.indexOf('.') != number.lastIndexOf('.')) {
                    return null;
                }
                sum = sum.add(new BigDecimal(number).multiply(BigDecimal.valueOf(units[i])));
            }
        }
        return sum;
    }

    private static @Nullable BigDecimal object(SourceNode node) {
        BigDecimal sum = BigDecimal.ZERO;
        for (SourceNode field : node.fields()) {
            JsonNode value = field.value();
            Long unit = UNITS.get(field.key());
            if (unit == null || !value.isIntegralNumber()) {
                return null;
            }
            sum = sum.add(value.decimalValue().multiply(BigDecimal.valueOf(unit)));
        }
        return sum;
    }
}
