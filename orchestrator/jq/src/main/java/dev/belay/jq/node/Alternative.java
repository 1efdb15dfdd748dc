package dev.belay.jq.node;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.jq.value.Json;
import dev.belay.jq.value.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `left // right`: what is true on the left, or else the right. Errors stay errors.
public final class Alternative extends Node {
    private final Node left;
    private final Node right;

    public Alternative(Node left, Node right) {
        super(
                left.single() && right.single(),
                left.direct() && right.direct(),
                List.of(left, right));
        this.left = left;
        this.right = right;
    }

    @Override
    JsonNode value(Machine machine, JsonNode in, Env env) {
        machine.work().step();
        JsonNode found = left.value(machine, in, env);
        if (Json.isTrue(found)) {
            return found;
        }
        return right.value(machine, in, env);
    }

    @Override
    boolean each(Machine machine, JsonNode in, @Nullable Path path, Env env, Sink sink) {
        machine.work().step();
        boolean[] found = {false};
        boolean more =
                left.each(
                        machine,
                        in,
                        path,
                        env,
                        (value, way) -> {
                            if (!Json.isTrue(value)) {
                                return true;
                            }
                            found[0] = true;
                            return sink.accept(value, way);
                        });
        return more && (found[0] || right.each(machine, in, path, env, sink));
    }

    @Override
    void step(Machine machine, JsonNode in, @Nullable Path path, Env env, K then) {
        boolean[] found = {false};
        machine.push(
                new Choice() {
                    @Override
                    void retry(Machine machine) {
                        if (!found[0]) {
                            machine.go(right, in, path, env, then);
                        }
                    }
                });
        machine.go(
                left,
                in,
                path,
                env,
                new K(then) {
                    @Override
                    void resume(Machine machine, JsonNode value, @Nullable Path way) {
                        if (Json.isTrue(value)) {
                            found[0] = true;
                            machine.give(then, value, way);
                        }
                    }
                });
    }
}
