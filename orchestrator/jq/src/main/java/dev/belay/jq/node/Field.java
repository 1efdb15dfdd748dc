package dev.belay.jq.node;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.jq.value.Access;
import dev.belay.jq.value.Json;
import dev.belay.jq.value.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `.name`, with a name that stands in the program.
public final class Field extends Node {
    private final Node target;
    private final String name;
    private final JsonNode key;

    public Field(Node target, String name) {
        super(target.single(), target.direct(), List.of(target));
        this.target = target;
        this.name = name;
        this.key = Json.of(name);
    }

    @Override
    boolean ignoresInput() {
        return target.ignoresInput();
    }

    @Override
    JsonNode value(Machine machine, JsonNode in, Env env) {
        machine.work().step();
        return Access.field(target.value(machine, in, env), name);
    }

    @Override
    boolean each(Machine machine, JsonNode in, @Nullable Path path, Env env, Sink sink) {
        machine.work().step();
        return target.each(
                machine,
                in,
                path,
                env,
                (at, way) -> {
                    Path down = Path.down(way, key, at);
                    return sink.accept(Access.field(at, name), down);
                });
    }

    @Override
    void step(Machine machine, JsonNode in, @Nullable Path path, Env env, K then) {
        machine.go(
                target,
                in,
                path,
                env,
                new K(then) {
                    @Override
                    void resume(Machine machine, JsonNode at, @Nullable Path way) {
                        Path down = Path.down(way, key, at);
                        machine.give(then, Access.field(at, name), down);
                    }
                });
    }
}
