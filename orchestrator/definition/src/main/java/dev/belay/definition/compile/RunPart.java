package dev.belay.definition.compile;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.definition.problem.ProblemCode;
import dev.belay.definition.text.SourceNode;
import dev.belay.flow.plan.Span;
import dev.belay.flow.plan.Step;
import dev.belay.flow.plan.Template;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// `run`: other workflows, and programs where the operator allows them.
final class RunPart {
    /// The task queue of the functions that run programs.
    static final String QUEUE = "processes";

    private final Compilation compilation;

    RunPart(Compilation compilation) {
        this.compilation = compilation;
    }

    Step step(SourceNode body, @Nullable Span timeout, Variables variables) {
        SourceNode run = body.get("run").orElseThrow();
        for (RunKind kind : RunKind.values()) {
            Optional<SourceNode> program = run.get(kind.key());
            if (program.isPresent()) {
                return program(body, run, program.get(), kind, timeout, variables);
            }
        }
        return run.get("workflow")
                .map(workflow -> workflow(body, run, workflow, variables))
                .orElse(new Step.Do(List.of()));
    }

    private Step program(
            SourceNode body,
            SourceNode run,
            SourceNode program,
            RunKind kind,
            @Nullable Span timeout,
            Variables variables) {
        if (!compilation.options.runs().contains(kind)) {
            compilation.problems.atKey(
                    program,
                    ProblemCode.NOT_ALLOWED,
                    "'run: %s' would execute a program of the flow's author, which the operator has not allowed"
                            .formatted(kind.key()),
                    "call a function ('call: name:version@default') instead, or ask the operator to allow it");
        }
        ObjectNode arguments = JsonNodeFactory.instance.objectNode();
        arguments.set(
                kind.key(),
                compilation.expressions.template(program, variables.with("secrets")).value());
        arguments.put("await", run.get("await").map(node -> node.value().asBoolean()).orElse(true));
        arguments.put("return", run.text("return").orElse("stdout"));
        return new Step.CallActivity(
                "run." + kind.key(),
                QUEUE,
                new Template(arguments),
                compilation.activities.options(body, timeout, variables));
    }

    private Step workflow(
            SourceNode body, SourceNode run, SourceNode workflow, Variables variables) {
        String namespace = workflow.text("namespace").orElse("");
        String name = workflow.text("name").orElse("");
        return new Step.RunWorkflow(
                (namespace + "." + name).toLowerCase(Locale.ROOT),
                version(workflow, namespace, name),
                compilation.expressions.template(workflow, "input", variables),
                run.get("await").map(node -> node.value().asBoolean()).orElse(true),
                compilation
                        .activities
                        .settings(body)
                        .flatMap(settings -> settings.get("idempotencyKey"))
                        .map(key -> compilation.expressions.change(key, variables))
                        .orElse(null));
    }

    private int version(SourceNode workflow, String namespace, String name) {
        String version = workflow.text("version").orElse("latest");
        if (version.equals("latest")) {
            return 0;
        }
        OptionalInt number = compilation.options.versions().number(namespace, name, version);
        if (number.isEmpty()) {
            compilation.problems.at(
                    workflow.get("version").orElse(workflow),
                    ProblemCode.UNKNOWN_FLOW,
                    "version %s of flow %s.%s is not published".formatted(version, namespace, name),
                    "publish it first, or write 'latest'");
        }
        return number.orElse(0);
    }
}
