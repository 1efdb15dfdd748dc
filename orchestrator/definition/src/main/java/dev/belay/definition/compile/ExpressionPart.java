package dev.belay.definition.compile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.belay.definition.problem.DidYouMean;
import dev.belay.definition.problem.ProblemCode;
import dev.belay.definition.problem.Problems;
import dev.belay.definition.text.SourceNode;
import dev.belay.flow.expression.ExpressionException;
import dev.belay.flow.expression.Expressions;
import dev.belay.flow.plan.Jq;
import dev.belay.flow.plan.Template;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Compiles the expressions of a definition: all are tried now, so that none fails to parse at run
/// time.
final class ExpressionPart {
    private static final Pattern SECRETS = Pattern.compile("\\$secrets\\b");
    private static final Pattern SECRET =
            Pattern.compile(
                    "\\$secrets(?:\\.([A-Za-z_][A-Za-z0-9_]*)|\\.?\"([^\"]+)\"|\\[\"([^\"]+)\"\\])");

    private static final Pattern PLACED = Pattern.compile("line (\\d+), column (\\d+): (.*)");

    private final Expressions expressions;
    private final Set<String> secrets;
    private final Problems problems;

    ExpressionPart(Expressions expressions, Set<String> secrets, Problems problems) {
        this.expressions = expressions;
        this.secrets = secrets;
        this.problems = problems;
    }

    /// A value that is an expression whether or not `${ }` stands around it.
    Jq expression(SourceNode node, Variables variables) {
        String text = node.isText() ? node.text() : "";
        Jq bare = Template.expressionIn(text);
        return check(node, bare != null ? bare : new Jq(text.strip()), variables);
    }

    @Nullable Jq expression(SourceNode parent, String key, Variables variables) {
        return parent.get(key).map(node -> expression(node, variables)).orElse(null);
    }

    /// A value in which every text of the form `${ … }` is an expression.
    Template template(SourceNode node, Variables variables) {
        return new Template(value(node, variables));
    }

    @Nullable Template template(SourceNode parent, String key, Variables variables) {
        return parent.get(key).map(node -> template(node, variables)).orElse(null);
    }

    /// Like [#template], but a text is an expression as a whole.
    Template change(SourceNode node, Variables variables) {
        return node.isText() ? Template.of(expression(node, variables)) : template(node, variables);
    }

    private JsonNode value(SourceNode node, Variables variables) {
        if (node.isText()) {
            return text(node, variables);
        }
        if (node.isObject()) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            node.fields().forEach(field -> object.set(field.key(), value(field, variables)));
            return object;
        }
        if (node.value().isArray()) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode(node.value().size());
            node.items().forEach(item -> array.add(value(item, variables)));
            return array;
        }
        return node.value();
    }

    private JsonNode text(SourceNode node, Variables variables) {
        Jq expression = Template.expressionIn(node.text());
        if (expression != null) {
            return Objects.requireNonNull(Template.of(check(node, expression, variables)).value());
        }
        if (node.text().contains("${")) {
            problems.warnAtKey(
                    node,
                    ProblemCode.INVALID_EXPRESSION,
                    "this text holds '${' but is not an expression as a whole, so nothing in it is evaluated",
                    "write ${ \"… \\(.name) …\" } to put values into a text");
        }
        return TextNode.valueOf(node.text());
    }

    private Jq check(SourceNode node, Jq jq, Variables variables) {
        if (SECRETS.matcher(jq.text()).find()) {
            if (!variables.allowsSecrets()) {
                problems.at(
                        node,
                        ProblemCode.SECRET_IN_HISTORY,
                        "this expression uses $secrets, and what it gives is kept in the run's history",
                        "use $secrets only in what a call sends: 'with' and its authentication");
                return jq;
            }
            checkSecrets(node, jq);
        }
        try {
            expressions.compile(jq.text(), variables.names());
        } catch (ExpressionException invalid) {
            problems.at(
                    node,
                    ProblemCode.INVALID_EXPRESSION,
                    "this expression does not compile" + where(invalid),
                    "write jq, with a text inside it in double quotes; variables here are %s"
                            .formatted(shown(variables)));
        }
        return bind(jq, variables);
    }

    /// An expression's own line and column, where the compiler tells them.
    private static String where(ExpressionException invalid) {
        String message = String.valueOf(invalid.getMessage());
        Matcher placed = PLACED.matcher(message);
        if (!placed.find()) {
            return ": " + message;
        }
        return placed.group(1).equals("1")
                ? " at its character %s: %s".formatted(placed.group(2), placed.group(3))
                : " at its line %s, character %s: %s"
                        .formatted(placed.group(1), placed.group(2), placed.group(3));
    }

    private void checkSecrets(SourceNode node, Jq jq) {
        Matcher matcher = SECRET.matcher(jq.text());
        while (matcher.find()) {
            String name =
                    matcher.group(1) != null
                            ? matcher.group(1)
                            : matcher.group(2) != null ? matcher.group(2) : matcher.group(3);
            if (!secrets.contains(name)) {
                problems.at(
                        node,
                        ProblemCode.UNKNOWN_SECRET,
                        "this expression uses secret '%s', which 'use.secrets' does not list"
                                .formatted(name),
                        DidYouMean.among(name, secrets)
                                + "; a name with '-' is written $secrets[\"my-secret\"]");
            }
        }
    }

    private static Jq bind(Jq jq, Variables variables) {
        String text = jq.text();
        for (var binding : variables.bindings().entrySet()) {
            String variable = "$" + binding.getKey();
            if (text.contains(variable)) {
                text = "%s as %s | (%s)".formatted(binding.getValue(), variable, text);
            }
        }
        return new Jq(text);
    }

    private static String shown(Variables variables) {
        return String.join(
                ", ", variables.names().stream().sorted().map(name -> "$" + name).toList());
    }
}
