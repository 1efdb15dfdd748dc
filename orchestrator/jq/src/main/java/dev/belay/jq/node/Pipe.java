package dev.belay.jq.node;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.jq.value.Editor;
import dev.belay.jq.value.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `left | right`
public final class Pipe extends Node implements Growing {
    private final Node left;
    private final Node right;

    public Pipe(Node left, Node right) {
        super(
                left.single() && right.single(),
                left.direct() && right.direct(),
                List.of(left, right));
        this.left = left;
        this.right = right;
    }

    @Override
    boolean ignoresInput() {
        return left.ignoresInput();
    }

    @Override
    public boolean grows() {
        return Growing.is(left) && Growing.is(right);
    }

    @Override
    public void grow(Machine machine, Editor all, Env env) {
        machine.work().step();
        Growing.grow(left, machine, all, env);
        Growing.grow(right, machine, all, env);
    }

    @Override
    JsonNode value(Machine machine, JsonNode in, Env env) {
        machine.work().step();
        return right.value(machine, left.value(machine, in, env), env);
    }

    @Override
    boolean each(Machine machine, JsonNode in, @Nullable Path path, Env env, Sink sink) {
        return left.each(
                machine,
                in,
                path,
                env,
                (value, way) -> {
                    machine.work().step();
                    return right.each(machine, value, way, env, sink);
                });
    }

    @Override
    void step(Machine machine, JsonNode in, @Nullable Path path, Env env, K then) {
        machine.go(
                left,
                in,
                path,
                env,
                new K(then) {
                    @Override
                    void resume(Machine machine, JsonNode value, @Nullable Path way) {
                        machine.go(right, value, way, env, then);
                    }
                });
    }
}
