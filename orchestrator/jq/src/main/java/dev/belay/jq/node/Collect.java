package dev.belay.jq.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.belay.jq.value.Json;
import dev.belay.jq.value.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `[body]`
public final class Collect extends Node {
    private final Node body;

    public Collect(Node body) {
        super(body.direct(), body.direct(), List.of(body));
        this.body = body;
    }

    @Override
    boolean ignoresInput() {
        return body.ignoresInput();
    }

    @Override
    JsonNode value(Machine machine, JsonNode in, Env env) {
        machine.work().step();
        machine.work().build(48);
        ArrayNode array = Json.array();
        body.each(
                machine,
                in,
                null,
                env,
                (value, _) -> {
                    machine.work().build(8);
                    array.add(value);
                    return true;
                });
        return array;
    }

    @Override
    void step(Machine machine, JsonNode in, @Nullable Path path, Env env, K then) {
        if (single()) {
            machine.give(then, value(machine, in, env), Path.none(path));
            return;
        }
        machine.work().build(48);
        ArrayNode array = Json.array();
        machine.push(
                new Choice() {
                    @Override
                    void retry(Machine machine) {
                        machine.give(then, array, Path.none(path));
                    }
                });
        machine.go(
                body,
                in,
                null,
                env,
                new K(then) {
                    @Override
                    void resume(Machine machine, JsonNode value, @Nullable Path way) {
                        machine.work().build(8);
                        array.add(value);
                    }
                });
    }
}
