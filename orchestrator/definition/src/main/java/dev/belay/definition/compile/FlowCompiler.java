package dev.belay.definition.compile;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.definition.model.TaskLists;
import dev.belay.definition.problem.InvalidDefinitionException;
import dev.belay.definition.problem.Problem;
import dev.belay.definition.problem.ProblemCode;
import dev.belay.definition.problem.Problems;
import dev.belay.definition.schema.SpecificationCheck;
import dev.belay.definition.text.Source;
import dev.belay.definition.text.SourceNode;
import dev.belay.definition.text.SourceReader;
import dev.belay.flow.plan.Listening;
import dev.belay.flow.plan.Plan;
import dev.belay.flow.plan.Step;
import dev.belay.flow.plan.Task;
import dev.belay.flow.plan.Then;
import dev.belay.flow.plan.Transform;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Compiles definitions. Thread-safe; make one and keep it, the official schema is part of it.
public final class FlowCompiler {
    private final CompilerOptions options;
    private final SourceReader reader;
    private final SpecificationCheck specification = new SpecificationCheck();

    public FlowCompiler(CompilerOptions options) {
        this.options = options;
        this.reader = new SourceReader(options.sourceLimits());
    }

    /// @param text YAML or JSON
    /// @throws InvalidDefinitionException with everything that is wrong
    public CompiledFlow compile(String text) {
        var problems = new Problems();
        return finish(reader.read(text, problems), problems);
    }

    /// Compiles a definition that is a value already; its problems have pointers and no lines.
    ///
    /// @throws InvalidDefinitionException with everything that is wrong
    public CompiledFlow compile(JsonNode definition) {
        return finish(Optional.of(Source.of(definition)), new Problems());
    }

    /// Everything that there is to say about a text, errors first; empty where nothing is wrong.
    public List<Problem> check(String text) {
        var problems = new Problems();
        reader.read(text, problems).ifPresent(source -> compile(source.root(), problems));
        var all = new ArrayList<>(problems.errors());
        all.addAll(problems.warnings());
        return List.copyOf(all);
    }

    /// What a definition that was compiled before says of how its runs begin; nothing else of it is
    /// looked at.
    public FlowStarts starts(JsonNode definition) {
        var problems = new Problems();
        SourceNode root = Source.of(definition).root();
        return starts(new Compilation(options, specification, root, problems));
    }

    private static FlowStarts starts(Compilation compilation) {
        var info = new InfoPart(compilation).info();
        return new FlowStarts(info, new SchedulePart(compilation).schedule(info.timezone()));
    }

    private static void object(Compilation compilation, FlowStarts starts) {
        for (StartCheck.Objection objection : compilation.options.starts().objections(starts)) {
            compilation.problems.at(
                    node(compilation.root, objection.path()),
                    ProblemCode.UNSUPPORTED,
                    objection.message(),
                    objection.fix());
        }
    }

    /// The deepest node of a path that there is.
    private static SourceNode node(SourceNode root, List<String> path) {
        SourceNode at = root;
        for (String key : path) {
            SourceNode parent = at;
            at =
                    parent.get(key)
                            .or(() -> parent.find("belay", key))
                            .or(() ->
                                    parent.items().stream()
                                            .filter(item ->
                                                    item.text("name").stream()
                                                            .anyMatch(key::equals))
                                            .findFirst())
                            .orElse(parent);
        }
        return at;
    }

    private CompiledFlow finish(Optional<Source> source, Problems problems) {
        Supplier<CompiledFlow> flow =
                source.map(read -> compile(read.root(), problems)).orElse(() -> nothing());
        problems.throwIfErrors();
        return flow.get();
    }

    private static CompiledFlow nothing() {
        throw new IllegalStateException("a text that could not be read has no problem");
    }

    private Supplier<CompiledFlow> compile(SourceNode root, Problems problems) {
        specification.check(root, problems);
        problems.settle();
        if (!root.isObject()) {
            return FlowCompiler::nothing;
        }
        var compilation = new Compilation(options, specification, root, problems);
        FlowStarts starts = starts(compilation);
        if (!problems.hasErrors()) {
            object(compilation, starts);
        }
        var info = starts.info();
        var schedule = starts.schedule();
        Variables flow = Variables.FLOW;
        Transform input = compilation.tasks.transform(root.get("input"), "from", flow);
        Transform output =
                compilation.tasks.transform(root.get("output"), "as", flow.with("output"));
        var timeout = compilation.tasks.timeout(root, flow);
        var main = new ArrayList<Integer>();
        try {
            main.addAll(compilation.tasks.block(root.get("do").orElse(root), -1, flow, Place.FLOW));
            unused(compilation);
        } catch (TaskCompiler.StopCompiling reported) {
            return FlowCompiler::nothing;
        }
        return () ->
                new CompiledFlow(
                        new Plan(
                                Plan.FORMAT,
                                info.namespace(),
                                info.name(),
                                info.version(),
                                info.title(),
                                info.lane() == null ? null : info.lane().name(),
                                input,
                                output,
                                timeout,
                                compilation.secrets,
                                main,
                                compilation.tasks.plan(),
                                root.value(),
                                gathering(schedule, compilation.tasks.plan().size()),
                                info.concurrency()),
                        info,
                        schedule,
                        problems.warnings());
    }

    /// What stands open and gathers the events that start a run.
    private static @Nullable Task gathering(@Nullable FlowSchedule schedule, int id) {
        if (schedule == null || schedule.on() == null || !schedule.gathers()) {
            return null;
        }
        return new Task(
                id,
                "on",
                "/schedule/on",
                -1,
                -1,
                null,
                Transform.NONE,
                Transform.NONE,
                Transform.NONE,
                null,
                Then.CONTINUE,
                new Step.Listen(schedule.on(), Listening.Read.ENVELOPE, null));
    }

    /// Looks at the components that nothing refers to, whose mistakes would wait for their first
    /// use; what this compiles is thrown away.
    private void unused(Compilation compilation) {
        var apart = new Compilation(options, specification, compilation.root, compilation.problems);
        SourceNode root = compilation.root;
        for (SourceNode function : TaskLists.functions(root)) {
            int id = apart.tasks.take(function);
            Place place =
                    Place.FLOW.inFunction(function.key(), function.pointer(), function.pointer());
            apart.tasks.task(
                    new TaskCompiler.Slot(id, -1, -1, Map.of()),
                    new TaskDraft(function.key(), function),
                    Variables.FLOW,
                    place.inExtension());
        }
        for (SourceNode list : TaskLists.ofExtensions(root)) {
            apart.tasks.block(list, -1, Variables.FLOW, Place.FLOW.inExtension());
        }
        each(root, "retries", policy -> apart.retries.policy(policy, Variables.FLOW.with("error")));
        each(root, "timeouts", one -> apart.durations.span(one, "after", Variables.FLOW));
        each(root, "errors", one -> apart.expressions.template(one, Variables.FLOW));
        each(
                root,
                "authentications",
                one -> apart.authentications.template(one, Variables.FLOW.with("secrets")));
        secretNames(root, compilation.problems);
    }

    private static void each(SourceNode root, String section, Consumer<SourceNode> look) {
        root.find("use", section).ifPresent(components -> components.fields().forEach(look));
    }

    private static void secretNames(SourceNode root, Problems problems) {
        for (SourceNode name :
                root.find("use", "secrets").map(SourceNode::items).orElse(List.of())) {
            if (name.text().contains(".")) {
                problems.at(
                        name,
                        ProblemCode.INVALID_NAME,
                        "a secret's name has no '.', which leads to a part of a secret",
                        "write the secret's own name");
            }
        }
    }
}
