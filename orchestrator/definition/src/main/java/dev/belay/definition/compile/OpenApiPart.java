package dev.belay.definition.compile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.core.activity.ActivityOptions;
import dev.belay.definition.document.OpenApi;
import dev.belay.definition.problem.DidYouMean;
import dev.belay.definition.problem.ProblemCode;
import dev.belay.definition.text.Source;
import dev.belay.definition.text.SourceNode;
import dev.belay.flow.plan.Step;
import dev.belay.flow.plan.Template;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `call: openapi`: the operation is looked up now and becomes an HTTP call, so that a run does not
/// depend on the document any more.
final class OpenApiPart {
    private static final Step NOTHING = new Step.Do(List.of());

    private final Compilation compilation;

    OpenApiPart(Compilation compilation) {
        this.compilation = compilation;
    }

    Step step(SourceNode body, ActivityOptions options, Variables variables) {
        SourceNode with = body.get("with").orElse(body);
        Optional<SourceNode> endpoint = with.find("document", "endpoint");
        Optional<SourceNode> id = with.get("operationId");
        if (endpoint.isEmpty() || id.isEmpty()) {
            return NOTHING;
        }
        Optional<Source> document = compilation.documents.at(endpoint.get());
        if (document.isEmpty()) {
            return NOTHING;
        }
        String address =
                endpoint.get().isText()
                        ? endpoint.get().text()
                        : endpoint.get().text("uri").orElse("");
        var api = new OpenApi(document.get().value(), address);
        Optional<OpenApi.Operation> operation = api.operation(id.get().text());
        if (operation.isEmpty()) {
            compilation.problems.at(
                    id.get(),
                    ProblemCode.UNKNOWN_OPERATION,
                    "the document describes no operation '%s'".formatted(id.get().text()),
                    DidYouMean.among(id.get().text(), api.operationIds()));
            return NOTHING;
        }
        return call(with, operation.get(), options, variables);
    }

    private Step call(
            SourceNode with,
            OpenApi.Operation operation,
            ActivityOptions options,
            Variables variables) {
        SourceNode given = with.get("parameters").orElse(with);
        List<SourceNode> values = with.get("parameters").map(SourceNode::fields).orElse(List.of());
        check(with, given, values, operation);
        String path = operation.path();
        ObjectNode query = JsonNodeFactory.instance.objectNode();
        ObjectNode headers = JsonNodeFactory.instance.objectNode();
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        JsonNode whole = null;
        for (SourceNode value : values) {
            JsonNode template = compilation.expressions.template(value, variables).value();
            switch (operation.placeOf(value.key())) {
                case PATH -> path = path.replace("{" + value.key() + "}", hole(template));
                case QUERY -> query.set(value.key(), joined(template));
                case HEADER -> headers.set(value.key(), template);
                case BODY -> whole = template;
                case UNKNOWN -> fields.set(value.key(), template);
            }
        }
        JsonNode body =
                whole != null ? whole : operation.hasBody() && !fields.isEmpty() ? fields : null;
        return new Step.CallHttp(
                operation.method(),
                endpoint(operation.server(), path),
                optional(headers),
                optional(query),
                body == null ? null : new Template(body),
                HttpPart.output(with),
                with.get("redirect").map(node -> node.value().asBoolean()).orElse(false),
                compilation.authentications.of(with, variables),
                options);
    }

    private void check(
            SourceNode with,
            SourceNode given,
            List<SourceNode> values,
            OpenApi.Operation operation) {
        if (!operation.unsupported().isEmpty()) {
            compilation.problems.atKey(
                    with.get("operationId").orElse(with),
                    ProblemCode.UNSUPPORTED,
                    "this operation takes %s, which is not supported"
                            .formatted(operation.unsupported()),
                    "write the request as 'call: http'");
        }
        for (String required : operation.required()) {
            if (values.stream().noneMatch(value -> value.key().equals(required))) {
                compilation.problems.atKey(
                        given,
                        ProblemCode.INVALID_PARAMETERS,
                        "operation '%s' needs parameter '%s'".formatted(operation.id(), required),
                        "add '%s' to 'parameters'".formatted(required));
            }
        }
        for (SourceNode value : values) {
            if (operation.placeOf(value.key()) == OpenApi.Where.UNKNOWN && !operation.hasBody()) {
                compilation.problems.atKey(
                        value,
                        ProblemCode.INVALID_PARAMETERS,
                        "operation '%s' has no parameter '%s'"
                                .formatted(operation.id(), value.key()),
                        DidYouMean.among(value.key(), operation.names()));
            }
        }
    }

    /// Between two characters that no URI holds: an expression whose value goes there.
    private static String hole(JsonNode value) {
        var expression = value.isTextual() ? Template.expressionIn(value.asText()) : null;
        return expression == null
                ? URLEncoder.encode(value.asText(), StandardCharsets.UTF_8).replace("+", "%20")
                : "\u0001" + expression.text() + "\u0002";
    }

    private static Template endpoint(String server, String path) {
        String uri = server + path;
        if (uri.indexOf('\u0001') < 0) {
            return new Template(JsonNodeFactory.instance.textNode(uri));
        }
        var text = new StringBuilder("${ ");
        var parts = new ArrayList<String>();
        int at = 0;
        while (at < uri.length()) {
            int begin = uri.indexOf('\u0001', at);
            int end = begin < 0 ? -1 : uri.indexOf('\u0002', begin);
            String plain = uri.substring(at, begin < 0 ? uri.length() : begin);
            parts.add(JsonNodeFactory.instance.textNode(plain).toString());
            if (begin < 0) {
                break;
            }
            parts.add("((%s) | tostring | @uri)".formatted(uri.substring(begin + 1, end)));
            at = end + 1;
        }
        text.append(String.join(" + ", parts)).append(" }");
        return new Template(JsonNodeFactory.instance.textNode(text.toString()));
    }

    /// A list in a query is written with commas.
    private static JsonNode joined(JsonNode value) {
        if (value.isArray()) {
            var items = new ArrayList<String>();
            value.forEach(item -> items.add(item.asText()));
            return JsonNodeFactory.instance.textNode(String.join(",", items));
        }
        var expression = value.isTextual() ? Template.expressionIn(value.asText()) : null;
        return expression == null
                ? value
                : JsonNodeFactory.instance.textNode(
                        "${ (%s) | if type == \"array\" then map(tostring) | join(\",\") else . end }"
                                .formatted(expression.text()));
    }

    private static @Nullable Template optional(ObjectNode object) {
        return object.isEmpty() ? null : new Template(object);
    }
}
