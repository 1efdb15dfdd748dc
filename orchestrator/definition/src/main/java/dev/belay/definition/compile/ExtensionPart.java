package dev.belay.definition.compile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.definition.model.TaskKind;
import dev.belay.definition.model.TaskLists;
import dev.belay.definition.text.SourceNode;
import dev.belay.flow.plan.Jq;
import dev.belay.flow.plan.Task;
import dev.belay.flow.plan.Template;
import dev.belay.flow.plan.Then;
import dev.belay.flow.plan.Transform;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Puts what extensions do before and after a task around it.
///
/// The task becomes a block of its own name and place. A task of an extension hands its input on
/// unchanged unless it states an output, or leaves the block with `exit`: then what it gives stands
/// for the extended task.
final class ExtensionPart {
    private final Compilation compilation;
    private final TaskCompiler tasks;
    private final List<SourceNode> all;

    ExtensionPart(Compilation compilation, TaskCompiler tasks) {
        this.compilation = compilation;
        this.tasks = tasks;
        this.all = TaskLists.extensions(compilation.root);
    }

    /// The extensions that apply to a kind of task. A `switch` is left alone: it leads to tasks of
    /// the list that it stands in.
    List<SourceNode> of(TaskKind kind) {
        if (kind == TaskKind.SWITCH || all.isEmpty()) {
            return List.of();
        }
        String group = kind == TaskKind.DO || kind == TaskKind.FORK ? "composite" : kind.key();
        return all.stream()
                .filter(extension -> {
                    String extend = extension.text("extend").orElse("");
                    return extend.equals("all") || extend.equals(group);
                })
                .toList();
    }

    /// The ids of the block: before, the task, after.
    List<Integer> around(
            TaskCompiler.Slot slot,
            TaskDraft draft,
            List<SourceNode> extensions,
            Variables variables,
            Place place,
            Consumer<TaskCompiler.Slot> compileTask) {
        Variables inside = variables.bind("task", describe(draft, place.pointer(draft.body())));
        var items = new ArrayList<Item>();
        for (SourceNode extension : extensions) {
            add(items, extension, "before");
        }
        int position = items.size();
        for (SourceNode extension : extensions.reversed()) {
            add(items, extension, "after");
        }
        var ids = new ArrayList<Integer>();
        for (int i = 0; i <= items.size(); i++) {
            ids.add(tasks.take(draft.body()));
        }
        for (int i = 0; i < ids.size(); i++) {
            int next = i + 1 < ids.size() ? ids.get(i + 1) : -1;
            var own = new TaskCompiler.Slot(ids.get(i), slot.id(), next, Map.of());
            if (i == position) {
                compileTask.accept(own);
            } else {
                Item item = items.get(i < position ? i : i - 1);
                tasks.task(own, item.draft(), inside, place.inExtension());
                conditional(own.id(), item, inside);
            }
        }
        return ids;
    }

    private record Item(SourceNode extension, TaskDraft draft) {}

    private static void add(List<Item> items, SourceNode extension, String when) {
        extension
                .get(when)
                .ifPresent(list ->
                        TaskDraft.of(list).forEach(draft -> items.add(new Item(extension, draft))));
    }

    /// Adds the extension's `when` to the task's own condition, and lets data pass.
    private void conditional(int id, Item item, Variables variables) {
        Task task = tasks.get(id);
        if (task == null) {
            return;
        }
        Jq when = compilation.expressions.expression(item.extension(), "when", variables);
        Jq condition = task.condition();
        if (when != null) {
            condition =
                    condition == null
                            ? when
                            : new Jq("(%s) and (%s)".formatted(when.text(), condition.text()));
        }
        Transform output =
                task.output().as() == null && task.then() instanceof Then.Continue
                        ? new Transform(task.output().schema(), Template.of(new Jq("$input")))
                        : task.output();
        tasks.put(
                new Task(
                        task.id(),
                        task.name(),
                        task.pointer(),
                        task.parent(),
                        task.next(),
                        condition,
                        task.input(),
                        output,
                        task.export(),
                        task.timeout(),
                        task.then(),
                        task.step()));
    }

    /// The extended task as jq: its properties, its name and where it is.
    private static String describe(TaskDraft draft, String pointer) {
        ObjectNode task = JsonNodeFactory.instance.objectNode();
        JsonNode body = draft.body().value();
        if (body instanceof ObjectNode properties) {
            task.setAll(properties.deepCopy());
        }
        task.put("name", draft.name());
        task.put("reference", pointer);
        task.set("definition", body);
        return task.toString();
    }
}
