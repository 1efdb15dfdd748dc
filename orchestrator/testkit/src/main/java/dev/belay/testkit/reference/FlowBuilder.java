package dev.belay.testkit.reference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.belay.core.activity.ActivityOptions;
import dev.belay.flow.plan.Concurrency;
import dev.belay.flow.plan.Jq;
import dev.belay.flow.plan.Plan;
import dev.belay.flow.plan.Step;
import dev.belay.flow.plan.Task;
import dev.belay.flow.plan.Template;
import dev.belay.flow.plan.Then;
import dev.belay.flow.plan.Transform;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Builds plans by hand, innermost tasks first: whoever adds a block names the tasks in it.
final class FlowBuilder {
    private final List<Task> tasks = new ArrayList<>();
    private @Nullable Concurrency concurrency;

    /// Lets one run be at work at once, which gives its slot back while it waits.
    FlowBuilder oneAtWork() {
        concurrency = new Concurrency(1, null, Concurrency.Overflow.QUEUE, false);
        return this;
    }

    /// @return the task's id
    int add(Step step) {
        return add(step, Transform.NONE, Then.CONTINUE);
    }

    int add(Step step, Transform export, Then then) {
        int id = tasks.size();
        tasks.add(
                new Task(
                        id,
                        "t" + id,
                        "/do/" + id,
                        -1,
                        -1,
                        null,
                        Transform.NONE,
                        Transform.NONE,
                        export,
                        null,
                        then,
                        step));
        return id;
    }

    /// Makes tasks a block: each goes on with the next.
    ///
    /// @param parent -1 at the top
    List<Integer> block(int parent, int... ids) {
        var block = new ArrayList<Integer>();
        for (int i = 0; i < ids.length; i++) {
            place(ids[i], parent, i + 1 < ids.length ? ids[i + 1] : -1);
            block.add(ids[i]);
        }
        return block;
    }

    /// Puts tasks below one without an order between them.
    void branches(int parent, int... ids) {
        for (int id : ids) {
            place(id, parent, -1);
        }
    }

    private void place(int id, int parent, int next) {
        Task task = tasks.get(id);
        tasks.set(
                id,
                new Task(
                        id,
                        task.name(),
                        task.pointer(),
                        parent,
                        next,
                        task.condition(),
                        task.input(),
                        task.output(),
                        task.export(),
                        task.timeout(),
                        task.then(),
                        task.step()));
    }

    /// A call of [ReferenceActivities#DO].
    static Step call(String argument) {
        return call(argument, ReferenceActivities.DO.options());
    }

    static Step call(String argument, ActivityOptions options) {
        String activity = ReferenceActivities.DO.name();
        return new Step.CallActivity(activity, activity, template(argument), options);
    }

    static Step loop(String items, Step.@Nullable Loop loop, int task) {
        return new Step.For("item", "index", new Jq(items), null, List.of(task), loop);
    }

    static Step raise() {
        var error = JsonNodeFactory.instance.objectNode();
        error.put("type", "https://example.com/errors/wrong").put("status", 500);
        return new Step.Raise(new Template(error));
    }

    static Template template(String text) {
        return new Template(TextNode.valueOf(text));
    }

    static Transform export(String text) {
        return new Transform(null, template(text));
    }

    /// An object with one member, an array of texts.
    static Step items(String... items) {
        var array = JsonNodeFactory.instance.arrayNode();
        List.of(items).forEach(array::add);
        JsonNode value = JsonNodeFactory.instance.objectNode().set("items", array);
        return new Step.Set(new Template(value));
    }

    Plan plan(String namespace, int... main) {
        return new Plan(
                Plan.FORMAT,
                namespace,
                "main",
                "1.0.0",
                null,
                null,
                Transform.NONE,
                Transform.NONE,
                null,
                Set.of(),
                block(-1, main),
                tasks,
                JsonNodeFactory.instance.objectNode(),
                null,
                concurrency);
    }
}
