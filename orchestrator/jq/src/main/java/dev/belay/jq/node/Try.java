package dev.belay.jq.node;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.jq.value.JqError;
import dev.belay.jq.value.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `try body catch handler`, and `body?`, whose handler is `empty`. A handler sees the error.
public final class Try extends Node {
    private final Node body;
    private final Node handler;

    public Try(Node body, Node handler) {
        super(
                body.single() && handler.single(),
                body.direct() && handler.direct(),
                List.of(body, handler));
        this.body = body;
        this.handler = handler;
    }

    @Override
    JsonNode value(Machine machine, JsonNode in, Env env) {
        machine.work().step();
        JsonNode error;
        try {
            return body.value(machine, in, env);
        } catch (JqError caught) {
            machine.work().flat();
            error = caught.value();
        }
        return handler.value(machine, error, env);
    }

    @Override
    boolean each(Machine machine, JsonNode in, @Nullable Path path, Env env, Sink sink) {
        machine.work().step();
        Outgoing out = new Outgoing(sink);
        JsonNode error;
        try {
            return body.each(machine, in, path, env, out);
        } catch (JqError caught) {
            if (out.outside()) {
                throw caught;
            }
            machine.work().flat();
            error = caught.value();
        }
        return handler.each(machine, error, Path.none(path), env, sink);
    }

    @Override
    void step(Machine machine, JsonNode in, @Nullable Path path, Env env, K then) {
        Guard guard =
                new Guard() {
                    @Override
                    void retry(Machine machine) {}

                    @Override
                    void handle(Machine machine, JqError error) {
                        machine.go(handler, error.value(), Path.none(path), env, then);
                    }
                };
        machine.push(guard);
        machine.go(
                body,
                in,
                path,
                env,
                new K(then) {
                    @Override
                    void resume(Machine machine, JsonNode value, @Nullable Path way) {
                        guard.leave(machine, then, value, way);
                    }
                });
    }
}
