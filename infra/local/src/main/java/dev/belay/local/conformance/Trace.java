package dev.belay.local.conformance;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.belay.flow.expression.Expression;
import dev.belay.flow.expression.Expressions;
import dev.belay.flow.plan.Jq;
import dev.belay.flow.plan.Plan;
import dev.belay.flow.plan.Task;
import dev.belay.flow.plan.Template;
import dev.belay.flow.plan.Transform;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Which tasks began, in the order in which they first did. Histories do not say it of tasks that
/// only compute, so each task gets an input expression with its name in front, which is taken off
/// again when the expression is compiled: the data stays what it is.
final class Trace implements Expressions {
    private static final Pattern MARK =
            Pattern.compile("\"task (\\S+)\" as \\$began \\| (.*)", Pattern.DOTALL);

    private final Expressions expressions;
    private final List<String> begun = new ArrayList<>();

    Trace(Expressions expressions) {
        this.expressions = expressions;
    }

    /// Names of tasks that have begun, each once.
    List<String> begun() {
        return List.copyOf(begun);
    }

    Plan marked(Plan plan) {
        return new Plan(
                plan.format(),
                plan.namespace(),
                plan.name(),
                plan.version(),
                plan.title(),
                plan.lane(),
                plan.input(),
                plan.output(),
                plan.timeout(),
                plan.secrets(),
                plan.main(),
                plan.tasks().stream().map(Trace::marked).toList(),
                plan.definition(),
                plan.on(),
                plan.concurrency());
    }

    private static Task marked(Task task) {
        return expression(task.input().as())
                .map(jq -> "${ \"task %s\" as $began | %s }".formatted(task.name(), jq))
                .map(text -> new Template(TextNode.valueOf(text)))
                .map(template -> new Transform(task.input().schema(), template))
                .map(input -> withInput(task, input))
                .orElse(task);
    }

    /// Empty where data is built from several expressions.
    private static Optional<String> expression(@Nullable Template template) {
        if (template == null) {
            return Optional.of(".");
        }
        return template.value().isTextual()
                ? Optional.ofNullable(Template.expressionIn(template.value().textValue()))
                        .map(Jq::text)
                : Optional.empty();
    }

    private static Task withInput(Task task, Transform input) {
        return new Task(
                task.id(),
                task.name(),
                task.pointer(),
                task.parent(),
                task.next(),
                task.condition(),
                input,
                task.output(),
                task.export(),
                task.timeout(),
                task.then(),
                task.step());
    }

    @Override
    public Expression compile(String jq, Set<String> variables) {
        Matcher mark = MARK.matcher(jq);
        if (!mark.matches()) {
            return expressions.compile(jq, variables);
        }
        String task = mark.group(1);
        Expression expression = expressions.compile(mark.group(2), variables);
        return (input, values, scope) -> {
            if (!begun.contains(task)) {
                begun.add(task);
            }
            return expression.evaluate(input, values, scope);
        };
    }
}
