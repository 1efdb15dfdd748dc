package dev.belay.flow.decider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.flow.expression.BoundedPattern;
import dev.belay.flow.expression.ExpressionException;
import dev.belay.flow.expression.Expressions;
import dev.belay.flow.plan.Jq;
import dev.belay.flow.plan.Listening.Filter;
import dev.belay.flow.plan.Listening.Mode;
import dev.belay.flow.plan.Listening.Strategy;
import dev.belay.flow.plan.Listening.Until;
import dev.belay.flow.plan.Plan;
import dev.belay.flow.plan.PlanParts;
import dev.belay.flow.plan.Step;
import dev.belay.flow.plan.Task;
import dev.belay.flow.plan.Template;
import dev.belay.flow.schema.Schemas;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/// A plan with all its expressions and schemas compiled. Immutable, shared by the runs of a host.
public final class Program {
    private final Plan plan;
    private final Expressions expressions;
    private final IdentityHashMap<Jq, Compiled> compiled = new IdentityHashMap<>();
    private final IdentityHashMap<Template, Filling> fillings = new IdentityHashMap<>();
    private final IdentityHashMap<JsonNode, Schemas.Check> checks = new IdentityHashMap<>();
    private final List<Strategy> strategies = new ArrayList<>();

    /// @throws BelayException `WORKFLOW_MISUSE` when an expression does not compile
    public Program(Plan plan, Expressions expressions, Schemas schemas) {
        this.plan = plan;
        this.expressions = expressions;
        PlanParts.visit(
                plan,
                new PlanParts.Visitor() {
                    @Override
                    public void expression(String where, Set<String> variables, Jq jq) {
                        compiled.put(jq, compile(where, variables, jq));
                    }

                    @Override
                    public void template(String where, Set<String> variables, Template template) {
                        fillings.put(template, fill(where, variables, template.value()));
                    }

                    @Override
                    public void schema(String where, JsonNode document) {
                        checks.put(document, schemas.compile(document));
                    }
                });
        for (Task task : plan.tasks()) {
            if (task.step() instanceof Step.Listen listen) {
                strategies.add(listen.to());
                if (listen.to().until() instanceof Until.Heard(Strategy until)) {
                    strategies.add(until);
                }
            }
        }
    }

    public Plan plan() {
        return plan;
    }

    Compiled expression(Jq jq) {
        return Objects.requireNonNull(compiled.get(jq), "an expression of another plan");
    }

    Filling filling(Template template) {
        return Objects.requireNonNull(fillings.get(template), "a template of another plan");
    }

    Schemas.Check check(JsonNode schema) {
        return Objects.requireNonNull(checks.get(schema), "a schema of another plan");
    }

    /// Whether any task of the flow may ever take an event of this type.
    boolean mayHear(String type) {
        return strategies.stream()
                .anyMatch(strategy ->
                        (strategy.filters().isEmpty() && strategy.mode() == Mode.ANY)
                                || strategy.filters().stream()
                                        .anyMatch(filter -> mayMatch(filter, type)));
    }

    private boolean mayMatch(Filter filter, String type) {
        Template wanted = filter.with().get("type");
        return wanted == null
                || !(filling(wanted) instanceof Filling.Constant(JsonNode constant))
                || BoundedPattern.fits(constant.asText(), type);
    }

    private Compiled compile(String where, Set<String> variables, Jq jq) {
        try {
            return Compiled.of(expressions.compile(jq.text(), variables), jq.text());
        } catch (ExpressionException e) {
            throw new BelayException(
                    ErrorCode.WORKFLOW_MISUSE,
                    "flow %s version %s, %s: the expression does not compile: %s; publish a version that does"
                            .formatted(plan.workflow(), plan.version(), where, e.getMessage()));
        }
    }

    private Filling fill(String where, Set<String> variables, JsonNode value) {
        if (value.isTextual()) {
            Jq jq = Template.expressionIn(value.textValue());
            return jq == null
                    ? new Filling.Constant(value)
                    : new Filling.Computed(compile(where, variables, jq));
        }
        if (value instanceof ObjectNode object) {
            var members = new LinkedHashMap<String, Filling>();
            for (var member : object.properties()) {
                members.put(member.getKey(), fill(where, variables, member.getValue()));
            }
            return isConstant(members.values())
                    ? new Filling.Constant(value)
                    : new Filling.Members(members);
        }
        if (value.isArray()) {
            var elements = new ArrayList<Filling>();
            value.forEach(element -> elements.add(fill(where, variables, element)));
            return isConstant(elements)
                    ? new Filling.Constant(value)
                    : new Filling.Elements(elements);
        }
        return new Filling.Constant(value);
    }

    private static boolean isConstant(Iterable<Filling> fillings) {
        for (Filling filling : fillings) {
            if (!(filling instanceof Filling.Constant)) {
                return false;
            }
        }
        return true;
    }
}
