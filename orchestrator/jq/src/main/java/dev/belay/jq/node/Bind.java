package dev.belay.jq.node;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.jq.value.Editor;
import dev.belay.jq.value.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `source as $name | body`; the body sees the same input as the source.
public final class Bind extends Node implements Growing {
    private final Node source;
    private final Node body;

    public Bind(Node source, Node body) {
        super(
                source.single() && body.single(),
                source.direct() && body.direct(),
                List.of(source, body));
        this.source = source;
        this.body = body;
    }

    @Override
    public boolean grows() {
        return source.single() && Growing.is(body);
    }

    @Override
    public void grow(Machine machine, Editor all, Env env) {
        machine.work().step();
        Growing.grow(body, machine, all, env.with(Growing.look(source, machine, all, env)));
    }

    @Override
    JsonNode value(Machine machine, JsonNode in, Env env) {
        machine.work().step();
        return body.value(machine, in, env.with(source.value(machine, in, env)));
    }

    @Override
    boolean each(Machine machine, JsonNode in, @Nullable Path path, Env env, Sink sink) {
        return source.each(
                machine,
                in,
                null,
                env,
                (value, _) -> {
                    machine.work().step();
                    return body.each(machine, in, path, env.with(value), sink);
                });
    }

    @Override
    void step(Machine machine, JsonNode in, @Nullable Path path, Env env, K then) {
        if (source.single()) {
            machine.go(body, in, path, env.with(source.value(machine, in, env)), then);
            return;
        }
        machine.go(
                source,
                in,
                null,
                env,
                new K(then) {
                    @Override
                    void resume(Machine machine, JsonNode value, @Nullable Path way) {
                        machine.go(body, in, path, env.with(value), then);
                    }
                });
    }
}
