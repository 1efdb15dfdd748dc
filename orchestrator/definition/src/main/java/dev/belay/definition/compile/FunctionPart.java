package dev.belay.definition.compile;

import dev.belay.definition.problem.ProblemCode;
import dev.belay.definition.problem.Problems;
import dev.belay.definition.schema.SpecificationCheck;
import dev.belay.definition.text.Source;
import dev.belay.definition.text.SourceNode;
import dev.belay.flow.plan.Step;
import dev.belay.flow.plan.Task;
import dev.belay.flow.plan.Template;
import dev.belay.flow.plan.Then;
import dev.belay.flow.plan.Transform;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Calls of functions that are tasks themselves: the function's task takes the call's place, with
/// the call's `with` as its input.
final class FunctionPart {
    private final Compilation compilation;
    private final TaskCompiler tasks;
    private final SpecificationCheck specification;

    FunctionPart(Compilation compilation, TaskCompiler tasks, SpecificationCheck specification) {
        this.compilation = compilation;
        this.tasks = tasks;
        this.specification = specification;
    }

    /// @param name under which a call of the function inside itself is noticed
    Step inline(
            TaskCompiler.Slot slot,
            TaskDraft draft,
            String name,
            SourceNode function,
            Variables variables,
            Place place) {
        if (place.functions().contains(name)) {
            compilation.problems.at(
                    draft.body().get("call").orElse(draft.body()),
                    ProblemCode.FUNCTION_CYCLE,
                    "function '%s' calls itself".formatted(name),
                    "make it a flow of its own and start that with 'run: workflow'");
            return new Step.Do(List.of());
        }
        Place inside = place.inFunction(name, function.pointer(), place.pointer(draft.body()));
        int id = tasks.take(draft.body());
        Template with =
                draft.body()
                        .get("with")
                        .map(node ->
                                compilation.expressions.template(
                                        node, variables.bind("input", ".")))
                        .orElse(null);
        if (with != null && function.get("input").isPresent()) {
            int inner = tasks.take(draft.body());
            compile(inner, id, name, function, variables, inside);
            tasks.put(
                    new Task(
                            id,
                            name,
                            place.pointer(draft.body()),
                            slot.id(),
                            -1,
                            null,
                            new Transform(null, with),
                            Transform.NONE,
                            Transform.NONE,
                            null,
                            Then.CONTINUE,
                            new Step.Do(List.of(inner))));
        } else {
            compile(id, slot.id(), name, function, variables, inside);
            give(id, with);
        }
        return new Step.Do(List.of(id));
    }

    private void compile(
            int id,
            int parent,
            String name,
            SourceNode function,
            Variables variables,
            Place place) {
        tasks.task(
                new TaskCompiler.Slot(id, parent, -1, Map.of()),
                new TaskDraft(name, function),
                variables.insideFunction(),
                place);
    }

    private void give(int id, @Nullable Template with) {
        Task task = tasks.get(id);
        if (with != null && task != null) {
            tasks.put(
                    new Task(
                            task.id(),
                            task.name(),
                            task.pointer(),
                            task.parent(),
                            task.next(),
                            task.condition(),
                            new Transform(null, with),
                            task.output(),
                            task.export(),
                            task.timeout(),
                            task.then(),
                            task.step()));
        }
    }

    /// A function of a catalog: `functions/{name}/{version}/function.yaml` below its root.
    Step catalogued(
            TaskCompiler.Slot slot,
            TaskDraft draft,
            SourceNode call,
            CallName name,
            SourceNode catalog,
            Variables variables,
            Place place) {
        Optional<SourceNode> endpoint = catalog.get("endpoint");
        String root =
                endpoint.map(node -> node.isText() ? node.text() : node.text("uri").orElse(""))
                        .orElse("");
        String uri =
                "%s/functions/%s/%s/function.yaml"
                        .formatted(
                                root.endsWith("/") ? root.substring(0, root.length() - 1) : root,
                                name.function(),
                                name.version());
        return loaded(slot, draft, call, raw(uri), variables, place);
    }

    /// Pages of GitHub show a file to people; this is where the file itself is.
    private static String raw(String uri) {
        String page = "https://github.com/";
        if (!uri.startsWith(page)) {
            return uri;
        }
        String path = uri.substring(page.length());
        return path.contains("/tree/")
                ? "https://raw.githubusercontent.com/" + path.replaceFirst("/tree/", "/refs/heads/")
                : "https://raw.githubusercontent.com/"
                        + path.replaceFirst("^([^/]+/[^/]+)/", "$1/refs/heads/main/");
    }

    Step loaded(
            TaskCompiler.Slot slot,
            TaskDraft draft,
            SourceNode call,
            String uri,
            Variables variables,
            Place place) {
        Optional<Source> document = compilation.documents.at(call, uri);
        if (document.isEmpty()) {
            return new Step.Do(List.of());
        }
        SourceNode function = Source.of(document.get().value()).root();
        var wrong = new Problems();
        specification.checkTask(function, "function " + uri, wrong);
        if (wrong.hasErrors()) {
            compilation.problems.at(
                    call,
                    ProblemCode.DOCUMENT_UNAVAILABLE,
                    "what is at %s is no function: %s"
                            .formatted(uri, wrong.errors().getFirst().message()),
                    "call another version of it");
            return new Step.Do(List.of());
        }
        return inline(slot, draft, uri, function, variables, place);
    }
}
