package dev.belay.flow.decider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.belay.core.model.Limits;
import dev.belay.flow.expression.EvaluationScope;
import dev.belay.flow.expression.ExpressionException;
import dev.belay.flow.plan.Jq;
import dev.belay.flow.plan.Plan;
import dev.belay.flow.plan.Span;
import dev.belay.flow.plan.Template;
import dev.belay.flow.plan.Transform;
import dev.belay.flow.secret.SecretReferences;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Evaluates a flow's expressions over its data.
final class Evaluation {
    private final Program program;
    private final Plan plan;
    private final FlowState state;
    private final String runId;
    private final Instant startedAt;
    private boolean arguments;
    private EvaluationScope scope = EvaluationScope.at(Instant.EPOCH);

    Evaluation(Program program, FlowState state, String runId, Instant startedAt) {
        this.program = program;
        this.plan = program.plan();
        this.state = state;
        this.runId = runId;
        this.startedAt = startedAt;
    }

    void time(Instant now) {
        scope = EvaluationScope.at(now);
    }

    Instant now() {
        return scope.now();
    }

    /// @param frame null for the flow's own expressions
    /// @param more variables that only this expression sees
    JsonNode value(Jq jq, JsonNode input, @Nullable Frame frame, Map<String, JsonNode> more) {
        return evaluate(program.expression(jq), input, frame, more);
    }

    boolean holds(Jq jq, JsonNode input, @Nullable Frame frame, Map<String, JsonNode> more) {
        return isTrue(value(jq, input, frame, more));
    }

    /// As jq sees it.
    static boolean isTrue(JsonNode value) {
        return !value.isNull() && !value.isMissingNode() && !BooleanNode.FALSE.equals(value);
    }

    JsonNode filled(Template template, JsonNode input, @Nullable Frame frame) {
        return fill(program.filling(template), input, frame, Map.of());
    }

    JsonNode filled(
            Template template, JsonNode input, @Nullable Frame frame, Map<String, JsonNode> more) {
        return fill(program.filling(template), input, frame, more);
    }

    /// As [#filled], for what leaves the run: only here does `$secrets` give anything.
    JsonNode arguments(Template template, Frame frame) {
        arguments = true;
        try {
            return filled(template, frame.input(), frame);
        } finally {
            arguments = false;
        }
    }

    private JsonNode fill(
            Filling filling, JsonNode input, @Nullable Frame frame, Map<String, JsonNode> more) {
        return switch (filling) {
            case Filling.Constant(JsonNode value) -> value;
            case Filling.Computed(Compiled expression) -> evaluate(expression, input, frame, more);
            case Filling.Members(Map<String, Filling> members) -> {
                var object = JsonNodeFactory.instance.objectNode();
                members.forEach((name, part) -> object.set(name, fill(part, input, frame, more)));
                yield object;
            }
            case Filling.Elements(List<Filling> elements) -> {
                var array = JsonNodeFactory.instance.arrayNode(elements.size());
                elements.forEach(part -> array.add(fill(part, input, frame, more)));
                yield array;
            }
        };
    }

    /// Checks and changes an input.
    JsonNode input(Transform transform, JsonNode raw, @Nullable Frame frame) {
        check(transform.schema(), raw, "input");
        return transform.as() == null ? raw : filled(transform.as(), raw, frame);
    }

    /// Changes and checks an output.
    JsonNode output(Transform transform, JsonNode raw, @Nullable Frame frame) {
        JsonNode output =
                transform.as() == null
                        ? raw
                        : filled(transform.as(), raw, frame, Map.of("rawOutput", raw));
        check(transform.schema(), output, "output");
        return output;
    }

    /// What the context becomes.
    void export(Transform transform, JsonNode output, @Nullable Frame frame) {
        if (transform.as() != null) {
            JsonNode context = filled(transform.as(), output, frame, Map.of("output", output));
            check(transform.schema(), context, "context");
            state.context = context;
        }
    }

    private void check(@Nullable JsonNode schema, JsonNode value, String what) {
        if (schema == null) {
            return;
        }
        List<String> violations = program.check(schema).violations(value);
        if (!violations.isEmpty()) {
            throw new ProblemException(
                    Problem.of(
                            Problem.VALIDATION,
                            400,
                            "The %s does not fit its schema".formatted(what),
                            String.join(
                                    "; ", violations.subList(0, Math.min(10, violations.size())))));
        }
    }

    Duration duration(
            Span span, JsonNode input, @Nullable Frame frame, Map<String, JsonNode> more) {
        if (span.fixed() != null) {
            return span.fixed();
        }
        JsonNode value =
                span.computed() == null
                        ? NullNode.getInstance()
                        : value(span.computed(), input, frame, more);
        try {
            if (value.isTextual()) {
                return usable(Duration.parse(value.textValue()));
            }
            if (value.isObject()) {
                return usable(
                        Duration.ofDays(value.path("days").asLong())
                                .plusHours(value.path("hours").asLong())
                                .plusMinutes(value.path("minutes").asLong())
                                .plusSeconds(value.path("seconds").asLong())
                                .plusMillis(value.path("milliseconds").asLong()));
            }
        } catch (DateTimeException | ArithmeticException e) {
            // Told below.
        }
        throw new ProblemException(
                Problem.of(
                        Problem.EXPRESSION,
                        400,
                        "Not a duration",
                        "an expression gave no ISO 8601 duration like PT15M and no object of days, hours, minutes, seconds and milliseconds, or one that is negative or longer than ten years"));
    }

    private static Duration usable(Duration duration) {
        if (duration.isNegative() || duration.compareTo(Limits.DURATION_MAX) > 0) {
            throw new ArithmeticException("out of range");
        }
        return duration;
    }

    private JsonNode evaluate(
            Compiled compiled, JsonNode input, @Nullable Frame frame, Map<String, JsonNode> more) {
        Map<String, JsonNode> variables = Map.of();
        if (!compiled.variables().isEmpty()) {
            variables = HashMap.newHashMap(compiled.variables().size());
            for (String name : compiled.variables()) {
                JsonNode value =
                        arguments && name.equals("secrets")
                                ? Secrets.referredTo(compiled.text())
                                : variable(name, frame, more);
                if (value != null) {
                    variables.put(name, value);
                }
            }
        }
        if (variables.containsKey("secrets")) {
            requireNoReference(input, variables);
        }
        try {
            JsonNode value = compiled.expression().evaluate(input, variables, scope);
            if (arguments && !variables.containsKey("secrets") && SecretReferences.in(value)) {
                throw forged();
            }
            return value;
        } catch (ExpressionException e) {
            throw new ProblemException(
                    Problem.of(Problem.EXPRESSION, 400, "An expression failed", e.getMessage()));
        } catch (ProblemException e) {
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            // Whatever is wrong with the evaluator, it is this task's problem and not the host's.
            throw new ProblemException(
                    Problem.of(
                            Problem.EXPRESSION,
                            400,
                            "An expression failed",
                            "the evaluation ended with " + e.getClass().getSimpleName()));
        }
    }

    private static void requireNoReference(JsonNode input, Map<String, JsonNode> variables) {
        boolean forged =
                SecretReferences.in(input)
                        || variables.entrySet().stream()
                                .anyMatch(entry ->
                                        !entry.getKey().equals("secrets")
                                                && SecretReferences.in(entry.getValue()));
        if (forged) {
            throw forged();
        }
    }

    private static ProblemException forged() {
        return new ProblemException(
                Problem.of(
                        Problem.EXPRESSION,
                        400,
                        "Data looks like a reference to a secret",
                        "the data holds a character that only references to secrets may have (U+E5EC or U+E5ED)"));
    }

    private @Nullable JsonNode variable(
            String name, @Nullable Frame frame, Map<String, JsonNode> more) {
        JsonNode own = more.get(name);
        if (own != null) {
            return own;
        }
        for (Frame at = frame; at != null; at = state.frames.get(at.owner)) {
            JsonNode given = at.variables.get(name);
            if (given != null) {
                return given;
            }
        }
        return switch (name) {
            case "context" -> state.context;
            case "input" -> frame == null ? state.input : frame.input();
            case "task" ->
                    frame == null ? null : Descriptors.task(plan, frame, more.get("rawOutput"));
            case "workflow" -> Descriptors.workflow(plan, runId, startedAt, state.rawInput);
            case "runtime" -> Descriptors.RUNTIME;
            default -> null;
        };
    }
}
