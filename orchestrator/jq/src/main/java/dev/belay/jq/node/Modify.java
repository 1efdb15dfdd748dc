package dev.belay.jq.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.belay.jq.value.Deletion;
import dev.belay.jq.value.Editor;
import dev.belay.jq.value.Json;
import dev.belay.jq.value.Path;
import dev.belay.jq.value.Work;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `target |= change`: the first result of the change counts; where there is none, the place is
/// deleted.
public final class Modify extends Node implements Growing {
    private final Node target;
    private final Node change;

    public Modify(Node target, Node change) {
        super(
                target.direct() && change.direct(),
                target.direct() && change.direct(),
                List.of(target, change));
        this.target = target;
        this.change = change;
    }

    @Override
    public boolean grows() {
        return target.single() && target.direct() && change.single();
    }

    @Override
    public void grow(Machine machine, Editor all, Env env) {
        machine.work().step();
        target.each(
                machine,
                all.peek(),
                Path.ROOT,
                env,
                (at, way) -> {
                    ArrayNode path = PathOf.keys(machine, at, way);
                    all.set(path, change.value(machine, all.get(path), env));
                    return true;
                });
    }

    @Override
    JsonNode value(Machine machine, JsonNode in, Env env) {
        Work work = machine.work();
        Editor editor = new Editor(in, work);
        ArrayNode gone = Json.array();
        target.each(
                machine,
                in,
                Path.ROOT,
                env,
                (at, way) -> {
                    ArrayNode keys = PathOf.keys(machine, at, way);
                    boolean none =
                            change.each(
                                    machine,
                                    editor.get(keys),
                                    null,
                                    env,
                                    (value, _) -> {
                                        editor.set(keys, value);
                                        return false;
                                    });
                    if (none) {
                        gone.add(keys);
                    }
                    return true;
                });
        return Deletion.delete(editor.value(), gone, work);
    }

    @Override
    void step(Machine machine, JsonNode in, @Nullable Path path, Env env, K then) {
        if (single()) {
            machine.give(then, value(machine, in, env), Path.none(path));
            return;
        }
        Editor editor = new Editor(in, machine.work());
        ArrayNode gone = Json.array();
        machine.push(
                new Choice() {
                    @Override
                    void retry(Machine machine) {
                        JsonNode rest = Deletion.delete(editor.value(), gone, machine.work());
                        machine.give(then, rest, Path.none(path));
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
                        ArrayNode keys = PathOf.keys(machine, at, way);
                        K set = setting(editor, keys, machine.height(), then);
                        machine.push(deleting(gone, keys));
                        machine.go(change, editor.get(keys), null, env, set);
                    }
                });
    }

    private static Choice deleting(ArrayNode gone, ArrayNode keys) {
        return new Choice() {
            @Override
            void retry(Machine machine) {
                gone.add(keys);
            }
        };
    }

    private static K setting(Editor editor, ArrayNode keys, int height, K then) {
        return new K(then) {
            @Override
            void resume(Machine machine, JsonNode value, @Nullable Path way) {
                machine.cut(height);
                editor.set(keys, value);
            }
        };
    }
}
