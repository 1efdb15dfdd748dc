package dev.belay.jq.node;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.jq.value.Access;
import dev.belay.jq.value.JqError;
import dev.belay.jq.value.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `target[key]`. The key sees what the target sees, and varies slowest.
public final class Index extends Node {
    private final Node target;
    private final Node key;
    private final boolean optional;

    public Index(Node target, Node key) {
        this(target, key, false);
    }

    /// @param optional a key that does not fit the target gives no result
    public Index(Node target, Node key, boolean optional) {
        super(
                target.single() && key.single() && !optional,
                target.direct() && key.direct(),
                List.of(target, key));
        this.target = target;
        this.key = key;
        this.optional = optional;
    }

    @Override
    boolean ignoresInput() {
        return target.ignoresInput();
    }

    @Override
    JsonNode value(Machine machine, JsonNode in, Env env) {
        machine.work().step();
        JsonNode at = key.value(machine, in, env);
        return Access.get(target.value(machine, in, env), at, machine.work());
    }

    @Override
    boolean each(Machine machine, JsonNode in, @Nullable Path path, Env env, Sink sink) {
        return key.each(
                machine,
                in,
                null,
                env,
                (at, _) ->
                        target.each(
                                machine,
                                in,
                                path,
                                env,
                                (found, way) -> {
                                    machine.work().step();
                                    Path down = Path.down(way, at, found);
                                    JsonNode value = get(machine, found, at);
                                    return value == null || sink.accept(value, down);
                                }));
    }

    @Override
    void step(Machine machine, JsonNode in, @Nullable Path path, Env env, K then) {
        machine.go(
                key,
                in,
                null,
                env,
                new K(then) {
                    @Override
                    void resume(Machine machine, JsonNode at, @Nullable Path way) {
                        machine.go(target, in, path, env, into(at, then));
                    }
                });
    }

    private @Nullable JsonNode get(Machine machine, JsonNode from, JsonNode at) {
        if (!optional) {
            return Access.get(from, at, machine.work());
        }
        try {
            return Access.get(from, at, machine.work());
        } catch (JqError _) {
            machine.work().flat();
            return null;
        }
    }

    private K into(JsonNode key, K then) {
        return new K(then) {
            @Override
            void resume(Machine machine, JsonNode found, @Nullable Path way) {
                Path down = Path.down(way, key, found);
                JsonNode value = get(machine, found, key);
                if (value != null) {
                    machine.give(then, value, down);
                }
            }
        };
    }
}
