package dev.belay.jq.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.belay.jq.value.Json;
import dev.belay.jq.value.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `path(body)`: how each result is reached.
public final class PathOf extends Node {
    private final Node body;

    public PathOf(Node body) {
        super(body.single(), body.direct(), List.of(body));
        this.body = body;
    }

    @Override
    JsonNode value(Machine machine, JsonNode in, Env env) {
        JsonNode[] found = {Json.NULL};
        body.each(
                machine,
                in,
                Path.ROOT,
                env,
                (value, way) -> {
                    found[0] = keys(machine, value, way);
                    return true;
                });
        return found[0];
    }

    @Override
    boolean each(Machine machine, JsonNode in, @Nullable Path path, Env env, Sink sink) {
        return body.each(
                machine,
                in,
                Path.ROOT,
                env,
                (value, way) -> sink.accept(keys(machine, value, way), Path.none(path)));
    }

    @Override
    void step(Machine machine, JsonNode in, @Nullable Path path, Env env, K then) {
        machine.go(
                body,
                in,
                Path.ROOT,
                env,
                new K(then) {
                    @Override
                    void resume(Machine machine, JsonNode value, @Nullable Path way) {
                        machine.give(then, keys(machine, value, way), Path.none(path));
                    }
                });
    }

    static ArrayNode keys(Machine machine, JsonNode at, @Nullable Path way) {
        machine.work().step();
        return (way == null ? Path.NONE : way).keys(at, machine.work());
    }
}
