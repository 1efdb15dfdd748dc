package dev.belay.definition.compile;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.core.activity.ActivityOptions;
import dev.belay.definition.problem.ProblemCode;
import dev.belay.definition.text.SourceNode;
import dev.belay.flow.plan.Step;
import dev.belay.flow.plan.Template;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// `call: http`.
final class HttpPart {
    private static final Pattern METHOD = Pattern.compile("[A-Za-z]{1,20}");
    private static final Pattern VARIABLE = Pattern.compile("\\{([A-Za-z0-9_]+)\\}");
    private static final Pattern URI =
            Pattern.compile("https?://[^\\s/?#{}\"<>\\\\^`|]+[^\\s{}\"<>\\\\^`|]*");

    private final Compilation compilation;

    HttpPart(Compilation compilation) {
        this.compilation = compilation;
    }

    Step step(SourceNode body, ActivityOptions options, Variables variables) {
        SourceNode with = body.get("with").orElse(body);
        Optional<SourceNode> endpoint = with.get("endpoint");
        return new Step.CallHttp(
                method(with),
                endpoint.map(node -> endpoint(node, variables)).orElse(nowhere()),
                headers(body, with, variables),
                compilation.expressions.template(with, "query", variables),
                compilation.expressions.template(with, "body", variables),
                output(with),
                with.get("redirect").map(node -> node.value().asBoolean()).orElse(false),
                endpoint.map(node -> compilation.authentications.of(node, variables)).orElse(null),
                options);
    }

    private static Template nowhere() {
        return new Template(JsonNodeFactory.instance.textNode(""));
    }

    private String method(SourceNode with) {
        Optional<SourceNode> method = with.get("method").filter(SourceNode::isText);
        method.filter(node -> !METHOD.matcher(node.text()).matches())
                .ifPresent(node ->
                        compilation.problems.at(
                                node,
                                ProblemCode.INVALID_VALUE,
                                "this is no HTTP method",
                                "write one such as get or post; an expression is not possible here"));
        return method.map(SourceNode::text).orElse("get").toUpperCase(Locale.ROOT);
    }

    static Step.HttpOutput output(SourceNode with) {
        return switch (with.text("output").orElse("content")) {
            case "raw" -> Step.HttpOutput.RAW;
            case "response" -> Step.HttpOutput.RESPONSE;
            default -> Step.HttpOutput.CONTENT;
        };
    }

    private Template endpoint(SourceNode endpoint, Variables variables) {
        SourceNode uri = endpoint.isObject() ? endpoint.get("uri").orElse(endpoint) : endpoint;
        if (uri.isText() && Template.expressionIn(uri.text()) == null) {
            check(uri);
            return new Template(uri.value());
        }
        return compilation.expressions.template(uri, variables);
    }

    private void check(SourceNode uri) {
        String plain = VARIABLE.matcher(uri.text()).replaceAll("x");
        if (plain.contains("{") || plain.contains("}")) {
            compilation.problems.at(
                    uri,
                    ProblemCode.INVALID_URI,
                    "this URI template has a brace that belongs to no simple {name}",
                    "write {name} for a property of the task's input, or an expression ${ … } for anything else");
        } else if (!URI.matcher(plain).matches()) {
            compilation.problems.at(
                    uri,
                    ProblemCode.INVALID_URI,
                    "this is no address of an HTTP service",
                    "write http:// or https://, a host and a path, with spaces and the like percent-encoded");
        }
    }

    private @Nullable Template headers(SourceNode body, SourceNode with, Variables variables) {
        Template headers = compilation.expressions.template(with, "headers", variables);
        Optional<SourceNode> key =
                compilation
                        .activities
                        .settings(body)
                        .flatMap(settings -> settings.get("idempotencyKey"));
        if (key.isEmpty() || (headers != null && !headers.value().isObject())) {
            return headers;
        }
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        if (headers != null) {
            all.setAll((ObjectNode) headers.value());
        }
        all.set("Idempotency-Key", compilation.expressions.change(key.get(), variables).value());
        return new Template(all);
    }
}
