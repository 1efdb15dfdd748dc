package dev.belay.definition.compile;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.core.activity.ActivityOptions;
import dev.belay.core.model.Limits;
import dev.belay.definition.problem.DidYouMean;
import dev.belay.definition.problem.ProblemCode;
import dev.belay.definition.schema.SpecificationCheck;
import dev.belay.definition.text.SourceNode;
import dev.belay.flow.plan.Span;
import dev.belay.flow.plan.Step;
import dev.belay.flow.plan.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `call`: requests, operations, actions of connectors, and functions.
final class CallPart {
    private static final Map<String, String> REFUSED =
            Map.of(
                    "grpc",
                            "call the service through an HTTP gateway, or through a function of your own",
                    "asyncapi", "use 'emit' and 'listen', or a connector's action",
                    "mcp", "use a connector's action, or a function of your own",
                    "a2a", "use a connector's action, or a function of your own");

    private final Compilation compilation;
    private final HttpPart http;
    private final OpenApiPart openApi;
    private final FunctionPart functions;

    CallPart(Compilation compilation, TaskCompiler tasks, SpecificationCheck specification) {
        this.compilation = compilation;
        this.http = new HttpPart(compilation);
        this.openApi = new OpenApiPart(compilation);
        this.functions = new FunctionPart(compilation, tasks, specification);
    }

    Step step(
            TaskCompiler.Slot slot,
            TaskDraft draft,
            @Nullable Span timeout,
            Variables variables,
            Place place) {
        SourceNode body = draft.body();
        Optional<SourceNode> called = body.get("call").filter(SourceNode::isText);
        if (called.isEmpty()) {
            return new Step.Do(List.of());
        }
        SourceNode call = called.get();
        if (REFUSED.containsKey(call.text())) {
            compilation.problems.at(
                    call,
                    ProblemCode.UNSUPPORTED,
                    "'call: %s' is not supported: it needs a connection that outlives an attempt"
                            .formatted(call.text()),
                    String.valueOf(REFUSED.get(call.text())));
            return new Step.Do(List.of());
        }
        Variables arguments = variables.with("secrets");
        return switch (call.text()) {
            case "http" -> http.step(body, request(body, timeout, variables), arguments);
            case "openapi" -> openApi.step(body, request(body, timeout, variables), arguments);
            default -> function(slot, draft, call, timeout, variables, place);
        };
    }

    private ActivityOptions request(SourceNode body, @Nullable Span timeout, Variables variables) {
        return compilation.activities.requestOptions(body, timeout, variables);
    }

    private ActivityOptions options(SourceNode body, @Nullable Span timeout, Variables variables) {
        return compilation.activities.options(body, timeout, variables);
    }

    private Step function(
            TaskCompiler.Slot slot,
            TaskDraft draft,
            SourceNode call,
            @Nullable Span timeout,
            Variables variables,
            Place place) {
        Optional<SourceNode> own = compilation.root.find("use", "functions", call.text());
        if (own.isPresent()) {
            return functions.inline(slot, draft, call.text(), own.get(), variables, place);
        }
        if (call.text().contains("://")) {
            return functions.loaded(slot, draft, call, call.text(), variables, place);
        }
        Optional<CallName> name = CallName.parse(call.text());
        if (name.isEmpty()) {
            unknown(call);
            return new Step.Do(List.of());
        }
        Optional<SourceNode> catalog =
                compilation.root.find("use", "catalogs", name.get().catalog());
        if (catalog.isPresent()) {
            return functions.catalogued(
                    slot, draft, call, name.get(), catalog.get(), variables, place);
        }
        if (!name.get().isDefault()) {
            List<String> catalogs = new ArrayList<>(compilation.components.names("catalogs"));
            catalogs.add("default");
            compilation.problems.at(
                    call,
                    ProblemCode.UNKNOWN_CATALOG,
                    "'use.catalogs' has no '%s'".formatted(name.get().catalog()),
                    DidYouMean.among(name.get().catalog(), catalogs));
            return new Step.Do(List.of());
        }
        return action(draft.body(), call, name.get(), timeout, variables);
    }

    private void unknown(SourceNode call) {
        var known = new ArrayList<>(compilation.components.names("functions"));
        known.addAll(List.of("http", "openapi"));
        compilation.problems.at(
                call,
                ProblemCode.UNKNOWN_FUNCTION,
                "there is no function '%s'".formatted(call.text()),
                DidYouMean.nearest(call.text(), known)
                        .map("did you mean '%s'?"::formatted)
                        .orElse(
                                "define it in 'use.functions', or write name:version@catalog, such as slack.chat.postMessage:1.0.0@default"));
    }

    /// A function of the default catalog, which this installation performs as an activity. What it
    /// is given: `version`, `connection` where it acts with one, `input`, and `idempotencyKey`
    /// where the task states one.
    private Step action(
            SourceNode body,
            SourceNode call,
            CallName name,
            @Nullable Span timeout,
            Variables variables) {
        var found = compilation.options.actions().find(name);
        if (found.isEmpty()) {
            compilation.problems.at(
                    call,
                    ProblemCode.UNKNOWN_ACTION,
                    "the default catalog has no '%s' in version %s"
                            .formatted(name.function(), name.version()),
                    "look the name and the version up in the catalog");
            return new Step.Do(List.of());
        }
        if (name.function().length() > Limits.NAME_CHARS_MAX) {
            compilation.problems.at(
                    call,
                    ProblemCode.INVALID_NAME,
                    "this function's name has %d characters".formatted(name.function().length()),
                    "call one with at most %d".formatted(Limits.NAME_CHARS_MAX));
        }
        Variables scope = variables.with("secrets");
        Optional<SourceNode> with = body.get("with").filter(SourceNode::isObject);
        ObjectNode arguments = JsonNodeFactory.instance.objectNode();
        arguments.put("version", name.version());
        Optional<SourceNode> connection = with.flatMap(node -> node.get("connection"));
        if (connection.isPresent()) {
            arguments.set(
                    "connection",
                    compilation.expressions.template(connection.get(), scope).value());
        } else if (found.get().needsConnection()) {
            compilation.problems.atKey(
                    with.orElse(call),
                    ProblemCode.MISSING_CONNECTION,
                    "'%s' acts for a workspace, and no connection says with which credentials"
                            .formatted(name.function()),
                    "add 'connection' with the connection's name to 'with'");
        }
        ObjectNode input = arguments.putObject("input");
        with.ifPresent(node -> {
            for (SourceNode field : node.fields()) {
                if (!field.key().equals("connection")) {
                    input.set(field.key(), compilation.expressions.template(field, scope).value());
                }
            }
        });
        compilation
                .activities
                .settings(body)
                .flatMap(settings -> settings.get("idempotencyKey"))
                .ifPresent(key ->
                        arguments.set(
                                "idempotencyKey",
                                compilation.expressions.change(key, variables).value()));
        return new Step.CallActivity(
                name.function(),
                found.get().queue(),
                new Template(arguments),
                options(body, timeout, variables));
    }
}
