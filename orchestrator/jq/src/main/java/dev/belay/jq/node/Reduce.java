package dev.belay.jq.node;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.jq.value.Editor;
import dev.belay.jq.value.Json;
import dev.belay.jq.value.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `reduce source as $name (init; update)`. The last result of an update counts; none is null.
public final class Reduce extends Node {
    private final Node source;
    private final Node init;
    private final Node update;

    public Reduce(Node source, Node init, Node update) {
        super(
                direct(List.of(source, update)) && init.single(),
                direct(List.of(source, init, update)),
                List.of(source, init, update));
        this.source = source;
        this.init = init;
        this.update = update;
    }

    @Override
    JsonNode value(Machine machine, JsonNode in, Env env) {
        JsonNode first = init.value(machine, in, env);
        return reduced(machine, in, env, new Accumulator(first, null)).value;
    }

    @Override
    boolean each(Machine machine, JsonNode in, @Nullable Path path, Env env, Sink sink) {
        return init.each(
                machine,
                in,
                path,
                env,
                (first, way) -> {
                    var all = reduced(machine, in, env, new Accumulator(first, way));
                    return sink.accept(all.value, all.path);
                });
    }

    private Accumulator reduced(Machine machine, JsonNode in, Env env, Accumulator all) {
        if (all.path == null && Growing.is(update)) {
            return grown(machine, in, env, all);
        }
        source.each(
                machine,
                in,
                null,
                env,
                (item, _) -> {
                    machine.work().step();
                    JsonNode old = all.value;
                    Path way = all.path;
                    all.set(Json.NULL, Path.none(way));
                    return update.each(machine, old, way, env.with(item), all::set);
                });
        return all;
    }

    private Accumulator grown(Machine machine, JsonNode in, Env env, Accumulator all) {
        Editor editor = new Editor(all.value, machine.work());
        source.each(
                machine,
                in,
                null,
                env,
                (item, _) -> {
                    machine.work().step();
                    Growing.grow(update, machine, editor, env.with(item));
                    return true;
                });
        all.set(editor.value(), null);
        return all;
    }

    @Override
    void step(Machine machine, JsonNode in, @Nullable Path path, Env env, K then) {
        machine.go(
                init,
                in,
                path,
                env,
                new K(then) {
                    @Override
                    void resume(Machine machine, JsonNode first, @Nullable Path way) {
                        begin(machine, in, env, new Accumulator(first, way), then);
                    }
                });
    }

    private void begin(Machine machine, JsonNode in, Env env, Accumulator all, K then) {
        if (all.path == null && Growing.is(update)) {
            grow(machine, in, env, new Editor(all.value, machine.work()), then);
            return;
        }
        machine.push(
                new Choice() {
                    @Override
                    void retry(Machine machine) {
                        machine.give(then, all.value, all.path);
                    }
                });
        K set =
                new K(then) {
                    @Override
                    void resume(Machine machine, JsonNode value, @Nullable Path way) {
                        all.set(value, way);
                    }
                };
        machine.go(
                source,
                in,
                null,
                env,
                new K(set) {
                    @Override
                    void resume(Machine machine, JsonNode item, @Nullable Path none) {
                        JsonNode old = all.value;
                        Path way = all.path;
                        all.set(Json.NULL, Path.none(way));
                        machine.go(update, old, way, env.with(item), set);
                    }
                });
    }

    private void grow(Machine machine, JsonNode in, Env env, Editor editor, K then) {
        machine.push(
                new Choice() {
                    @Override
                    void retry(Machine machine) {
                        machine.give(then, editor.value(), null);
                    }
                });
        machine.go(
                source,
                in,
                null,
                env,
                new K(then) {
                    @Override
                    void resume(Machine machine, JsonNode item, @Nullable Path none) {
                        Growing.grow(update, machine, editor, env.with(item));
                    }
                });
    }
}
