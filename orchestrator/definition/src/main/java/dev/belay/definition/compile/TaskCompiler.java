package dev.belay.definition.compile;

import dev.belay.definition.model.TaskKind;
import dev.belay.definition.model.TaskLists;
import dev.belay.definition.problem.ProblemCode;
import dev.belay.definition.schema.SpecificationCheck;
import dev.belay.definition.text.SourceNode;
import dev.belay.flow.plan.Jq;
import dev.belay.flow.plan.Span;
import dev.belay.flow.plan.Step;
import dev.belay.flow.plan.Task;
import dev.belay.flow.plan.Then;
import dev.belay.flow.plan.Transform;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Compiles lists of tasks into the flat list of a plan: a task's id is taken before what it
/// contains is compiled, so that names resolve in any order.
final class TaskCompiler {
    private final Compilation compilation;
    private final BlockRules rules;
    private final ExtensionPart extensions;
    private final StepCompiler steps;
    private final DirectivePart directives;
    private final List<@Nullable Task> tasks = new ArrayList<>();

    TaskCompiler(Compilation compilation, SpecificationCheck specification) {
        this.compilation = compilation;
        this.rules = new BlockRules(compilation.problems, compilation.options.flowLimits());
        this.extensions = new ExtensionPart(compilation, this);
        this.directives = new DirectivePart(compilation.problems);
        this.steps = new StepCompiler(compilation, this, specification);
    }

    /// All tasks, once everything is compiled without errors.
    List<Task> plan() {
        var plan = new ArrayList<Task>();
        for (Task task : tasks) {
            if (task == null) {
                throw new IllegalStateException("a task was begun and not compiled");
            }
            plan.add(task);
        }
        return plan;
    }

    /// A list of tasks that are done one after the other.
    List<Integer> block(SourceNode list, int parent, Variables variables, Place place) {
        List<TaskDraft> drafts = TaskDraft.of(list);
        rules.checkNames(drafts);
        rules.checkReachable(drafts);
        return compile(list, drafts, parent, variables, place, true);
    }

    /// A list of tasks that are done at once.
    List<Integer> branches(SourceNode list, int parent, Variables variables, Place place) {
        List<TaskDraft> drafts = TaskDraft.of(list);
        rules.checkNames(drafts);
        return compile(list, drafts, parent, variables, place, false);
    }

    private List<Integer> compile(
            SourceNode list,
            List<TaskDraft> drafts,
            int parent,
            Variables variables,
            Place place,
            boolean inOrder) {
        requireShallow(list, place);
        Map<String, Integer> names = new HashMap<>();
        var ids = new ArrayList<Integer>();
        for (TaskDraft draft : drafts) {
            int id = take(draft.body());
            ids.add(id);
            if (inOrder) {
                names.putIfAbsent(draft.name(), id);
            }
        }
        for (int i = 0; i < ids.size(); i++) {
            int next = inOrder && i + 1 < ids.size() ? ids.get(i + 1) : -1;
            var slot = new Slot(ids.get(i), parent, next, names);
            task(slot, drafts.get(i), variables, place);
        }
        return ids;
    }

    /// Where a task goes in the plan.
    record Slot(int id, int parent, int next, Map<String, Integer> names) {}

    int take(SourceNode body) {
        int max = compilation.options.flowLimits().tasksMax();
        if (tasks.size() >= max) {
            compilation.problems.atKey(
                    body,
                    ProblemCode.TOO_MANY_TASKS,
                    "the flow has more than %d tasks, its functions counted at each call"
                            .formatted(max),
                    "make a part of it a flow of its own and start that with 'run: workflow'");
            throw new StopCompiling();
        }
        tasks.add(null);
        return tasks.size() - 1;
    }

    @Nullable Task get(int id) {
        return tasks.get(id);
    }

    void put(Task task) {
        tasks.set(task.id(), task);
    }

    private void requireShallow(SourceNode list, Place place) {
        int max = compilation.options.flowLimits().depthMax();
        if (place.depth() > max) {
            compilation.problems.atKey(
                    list,
                    ProblemCode.TASKS_TOO_DEEP,
                    "tasks are inside each other more than %d deep".formatted(max),
                    "make the inner tasks a flow of their own and start that with 'run: workflow'");
            throw new StopCompiling();
        }
    }

    void task(Slot slot, TaskDraft draft, Variables variables, Place place) {
        SourceNode body = draft.body();
        List<TaskKind> kinds = TaskKind.of(body.value());
        if (kinds.size() != 1) {
            nothing(slot, draft, variables, place);
            return;
        }
        Then then = directives.then(body, slot.names());
        Jq condition = compilation.expressions.expression(body, "if", variables);
        var applied = place.extended() ? extensions.of(kinds.getFirst()) : List.<SourceNode>of();
        if (applied.isEmpty()) {
            put(own(slot, draft, kinds.getFirst(), condition, then, variables, place));
            return;
        }
        List<Integer> block =
                extensions.around(
                        slot,
                        draft,
                        applied,
                        variables,
                        place,
                        inner ->
                                put(
                                        own(
                                                inner,
                                                draft,
                                                kinds.getFirst(),
                                                null,
                                                Then.CONTINUE,
                                                variables,
                                                place)));
        put(
                new Task(
                        slot.id(),
                        draft.name(),
                        place.pointer(body),
                        slot.parent(),
                        slot.next(),
                        condition,
                        Transform.NONE,
                        Transform.NONE,
                        Transform.NONE,
                        null,
                        then,
                        new Step.Do(block)));
    }

    private Task own(
            Slot slot,
            TaskDraft draft,
            TaskKind kind,
            @Nullable Jq condition,
            Then then,
            Variables variables,
            Place place) {
        SourceNode body = draft.body();
        Span timeout = timeout(body, variables);
        compilation.activities.checkSettings(body, kind);
        return new Task(
                slot.id(),
                draft.name(),
                place.pointer(body),
                slot.parent(),
                slot.next(),
                condition,
                transform(body.get("input"), "from", variables),
                transform(body.get("output"), "as", variables.with("output")),
                transform(body.get("export"), "as", variables.with("output")),
                timeout,
                then,
                steps.step(slot, draft, kind, timeout, variables, place));
    }

    /// A task that the schema refused: what is inside it is looked at all the same.
    private void nothing(Slot slot, TaskDraft draft, Variables variables, Place place) {
        for (SourceNode list : TaskLists.within(draft.body())) {
            block(list, slot.id(), variables, place.deeper());
        }
    }

    Transform transform(Optional<SourceNode> node, String change, Variables variables) {
        if (node.isEmpty()) {
            return Transform.NONE;
        }
        return new Transform(
                compilation.schemas.schema(node.get()),
                node.get()
                        .get(change)
                        .map(as -> compilation.expressions.change(as, variables))
                        .orElse(null));
    }

    @Nullable Span timeout(SourceNode owner, Variables variables) {
        return owner.get("timeout")
                .flatMap(node ->
                        compilation.components.resolve(
                                node, "timeouts", ProblemCode.UNKNOWN_TIMEOUT))
                .map(timeout -> compilation.durations.span(timeout, "after", variables))
                .orElse(null);
    }

    /// A limit is passed: what follows would only pass it further.
    static final class StopCompiling extends RuntimeException {
        private static final long serialVersionUID = 1L;

        StopCompiling() {
            super("stop", null, false, false);
        }
    }
}
