package dev.belay.jq.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.belay.jq.value.Editor;
import dev.belay.jq.value.JqError;
import dev.belay.jq.value.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `getpath(path)`, which is itself a way to a value.
public final class GetPath extends Node {
    private final Node keys;

    public GetPath(Node keys) {
        super(keys.single(), keys.direct(), List.of(keys));
        this.keys = keys;
    }

    @Override
    JsonNode value(Machine machine, JsonNode in, Env env) {
        return get(machine, in, keys.value(machine, in, env));
    }

    @Override
    boolean each(Machine machine, JsonNode in, @Nullable Path path, Env env, Sink sink) {
        return keys.each(
                machine,
                in,
                null,
                env,
                (key, _) -> sink.accept(get(machine, in, key), down(path, key, in)));
    }

    @Override
    void step(Machine machine, JsonNode in, @Nullable Path path, Env env, K then) {
        machine.go(
                keys,
                in,
                null,
                env,
                new K(then) {
                    @Override
                    void resume(Machine machine, JsonNode key, @Nullable Path way) {
                        machine.give(then, get(machine, in, key), down(path, key, in));
                    }
                });
    }

    private static JsonNode get(Machine machine, JsonNode in, JsonNode keys) {
        machine.work().step();
        if (!(keys instanceof ArrayNode path)) {
            throw JqError.of("Path must be specified as an array");
        }
        return Editor.get(in, path, machine.work());
    }

    private static @Nullable Path down(@Nullable Path path, JsonNode keys, JsonNode at) {
        Path way = path;
        for (JsonNode key : keys) {
            way = Path.down(way, key, at);
        }
        return way;
    }
}
