package dev.belay.jq.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.belay.jq.value.Editor;
import dev.belay.jq.value.Json;
import dev.belay.jq.value.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `target = value`, `target |= change`, `target += value` and its like.
public final class Update extends Node implements Growing {
    private final Node target;
    private final Node source;
    private final Binary.Operator operator;

    /// @param operator what the old value and the new one make
    public Update(Node target, Node source, Binary.Operator operator) {
        super(
                target.direct() && source.single(),
                target.direct() && source.direct(),
                List.of(target, source));
        this.target = target;
        this.source = source;
        this.operator = operator;
    }

    @Override
    public boolean grows() {
        return target.single() && target.direct() && source.single();
    }

    @Override
    public void grow(Machine machine, Editor all, Env env) {
        machine.work().step();
        JsonNode value = Growing.look(source, machine, all, env);
        ArrayNode[] path = {Json.array()};
        target.each(
                machine,
                all.peek(),
                Path.ROOT,
                env,
                (at, way) -> {
                    path[0] = PathOf.keys(machine, at, way);
                    return true;
                });
        change(machine, all, path[0], value);
    }

    @Override
    JsonNode value(Machine machine, JsonNode in, Env env) {
        return changed(machine, in, env, source.value(machine, in, env));
    }

    @Override
    boolean each(Machine machine, JsonNode in, @Nullable Path path, Env env, Sink sink) {
        return source.each(
                machine,
                in,
                null,
                env,
                (value, _) -> sink.accept(changed(machine, in, env, value), Path.none(path)));
    }

    private JsonNode changed(Machine machine, JsonNode in, Env env, JsonNode value) {
        Editor editor = new Editor(in, machine.work());
        target.each(
                machine,
                in,
                Path.ROOT,
                env,
                (at, way) -> {
                    change(machine, editor, PathOf.keys(machine, at, way), value);
                    return true;
                });
        return editor.value();
    }

    private void change(Machine machine, Editor editor, ArrayNode path, JsonNode value) {
        editor.set(path, operator.apply(editor.get(path), value, machine.work()));
    }

    @Override
    void step(Machine machine, JsonNode in, @Nullable Path path, Env env, K then) {
        machine.go(
                source,
                in,
                null,
                env,
                new K(then) {
                    @Override
                    void resume(Machine machine, JsonNode value, @Nullable Path way) {
                        begin(machine, in, path, env, value, then);
                    }
                });
    }

    private void begin(
            Machine machine, JsonNode in, @Nullable Path path, Env env, JsonNode value, K then) {
        Editor editor = new Editor(in, machine.work());
        machine.push(
                new Choice() {
                    @Override
                    void retry(Machine machine) {
                        machine.give(then, editor.value(), Path.none(path));
                    }
                });
        machine.go(
                target,
                in,
                Path.ROOT,
                env,
                new K(then) {
                    @Override
                    void resume(Machine machine, JsonNode at, @Nullable Path way) {
                        change(machine, editor, PathOf.keys(machine, at, way), value);
                    }
                });
    }
}
