package dev.belay.flow.decider;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.belay.core.activity.ActivityOptions;
import dev.belay.flow.plan.Concurrency;
import dev.belay.flow.plan.Concurrency.Overflow;
import dev.belay.flow.plan.Jq;
import dev.belay.flow.plan.Listening.Filter;
import dev.belay.flow.plan.Listening.Mode;
import dev.belay.flow.plan.Listening.Read;
import dev.belay.flow.plan.Listening.Strategy;
import dev.belay.flow.plan.Listening.Until;
import dev.belay.flow.plan.Plan;
import dev.belay.flow.plan.Span;
import dev.belay.flow.plan.Step;
import dev.belay.flow.plan.Task;
import dev.belay.flow.plan.Template;
import dev.belay.flow.plan.Then;
import dev.belay.flow.plan.Transform;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Plans in few words. Blocks are built from the inside: a step function gets its blocks' ids.
final class Flows {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<@Nullable Task> tasks = new ArrayList<>();
    private Transform input = Transform.NONE;
    private Transform output = Transform.NONE;
    private @Nullable Span timeout;
    private @Nullable Strategy on;
    private @Nullable Concurrency concurrency;

    /// A task that is not placed yet.
    record Draft(String name, Function<Place, Step> step, UnaryOperator<Task> change) {
        Draft with(UnaryOperator<Task> more) {
            return new Draft(name, step, task -> more.apply(change.apply(task)));
        }

        Draft then(Then then) {
            return with(t ->
                    task(t, t.input(), t.output(), t.export(), t.condition(), t.timeout(), then));
        }

        /// To a task of the same block, by its place there; blocks of plain tasks only.
        Draft thenTask(int id) {
            return then(new Then.Goto(id));
        }

        Draft onlyIf(String condition) {
            return with(t ->
                    task(
                            t,
                            t.input(),
                            t.output(),
                            t.export(),
                            new Jq(condition),
                            t.timeout(),
                            t.then()));
        }

        Draft inputFrom(String json) {
            return with(t ->
                    task(
                            t,
                            transform(json),
                            t.output(),
                            t.export(),
                            t.condition(),
                            t.timeout(),
                            t.then()));
        }

        Draft outputAs(String json) {
            return with(t ->
                    task(
                            t,
                            t.input(),
                            transform(json),
                            t.export(),
                            t.condition(),
                            t.timeout(),
                            t.then()));
        }

        Draft exportAs(String json) {
            return with(t ->
                    task(
                            t,
                            t.input(),
                            t.output(),
                            transform(json),
                            t.condition(),
                            t.timeout(),
                            t.then()));
        }

        Draft within(Span limit) {
            return with(t ->
                    task(t, t.input(), t.output(), t.export(), t.condition(), limit, t.then()));
        }

        private static Task task(
                Task t,
                Transform in,
                Transform out,
                Transform export,
                @Nullable Jq condition,
                @Nullable Span limit,
                Then then) {
            return new Task(
                    t.id(),
                    t.name(),
                    t.pointer(),
                    t.parent(),
                    t.next(),
                    condition,
                    in,
                    out,
                    export,
                    limit,
                    then,
                    t.step());
        }
    }

    /// Where a step's blocks are put.
    final class Place {
        private final int parent;
        private final String pointer;

        Place(int parent, String pointer) {
            this.parent = parent;
            this.pointer = pointer;
        }

        List<Integer> block(String name, Draft... drafts) {
            return place(parent, pointer + "/" + name, drafts);
        }
    }

    static Plan flow(Draft... drafts) {
        return new Flows().plan(drafts);
    }

    Flows input(String json) {
        input = transform(json);
        return this;
    }

    Flows output(String json) {
        output = transform(json);
        return this;
    }

    Flows timeout(Span limit) {
        timeout = limit;
        return this;
    }

    Flows on(Mode mode, @Nullable Until until, Filter... filters) {
        on = new Strategy(mode, List.of(filters), until);
        return this;
    }

    Flows concurrency(int limit, @Nullable String key, Overflow overflow, boolean held) {
        concurrency = new Concurrency(limit, key == null ? null : new Jq(key), overflow, held);
        return this;
    }

    private static Task gathering(int id, Strategy on) {
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
                new Step.Listen(on, Read.ENVELOPE, null));
    }

    Plan plan(Draft... drafts) {
        List<Integer> main = place(-1, "/do", drafts);
        return new Plan(
                Plan.FORMAT,
                "test",
                "flow",
                "1.0.0",
                null,
                null,
                input,
                output,
                timeout,
                Set.of(),
                main,
                tasks.stream().map(java.util.Objects::requireNonNull).toList(),
                json("{'do':[]}"),
                on == null ? null : gathering(tasks.size(), on),
                concurrency);
    }

    private List<Integer> place(int parent, String pointer, Draft... drafts) {
        var ids = new ArrayList<Integer>();
        for (Draft _ : drafts) {
            ids.add(tasks.size());
            tasks.add(null);
        }
        for (int i = 0; i < drafts.length; i++) {
            int id = ids.get(i);
            String here = "%s/%d/%s".formatted(pointer, i, drafts[i].name());
            tasks.set(
                    id,
                    drafts[i]
                            .change()
                            .apply(
                                    new Task(
                                            id,
                                            drafts[i].name(),
                                            here,
                                            parent,
                                            i + 1 < drafts.length ? ids.get(i + 1) : -1,
                                            null,
                                            Transform.NONE,
                                            Transform.NONE,
                                            Transform.NONE,
                                            null,
                                            Then.CONTINUE,
                                            drafts[i].step().apply(new Place(id, here)))));
        }
        return ids;
    }

    // ---- tasks

    static Draft task(String name, Step step) {
        return new Draft(name, _ -> step, task -> task);
    }

    static Draft task(String name, Function<Place, Step> step) {
        return new Draft(name, step, task -> task);
    }

    static Draft set(String name, String json) {
        return task(name, new Step.Set(template(json)));
    }

    /// An activity of the task's own name.
    static Draft call(String name, String arguments) {
        return task(
                name,
                new Step.CallActivity(name, "work", template(arguments), ActivityOptions.DEFAULT));
    }

    static Draft call(String name) {
        return call(name, "'${ . }'");
    }

    static Draft doing(String name, Draft... drafts) {
        return task(name, place -> new Step.Do(place.block("do", drafts)));
    }

    // ---- values

    /// With single quotes for double ones.
    static JsonNode json(String text) {
        try {
            return JSON.readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new AssertionError(text, e);
        }
    }

    static Template template(String json) {
        return new Template(json(json));
    }

    static Transform transform(String json) {
        return new Transform(null, template(json));
    }

    static Map<String, Template> with(String name, String json) {
        return Map.of(name, template(json));
    }
}
