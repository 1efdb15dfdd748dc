package dev.belay.jq.node;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.jq.value.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A use of a function's parameter: runs what the caller passed, where the caller wrote it.
public final class Argument extends Node {
    private final int up;
    private final int index;

    public Argument(int up, int index) {
        super(false, false, List.of());
        this.up = up;
        this.index = index;
    }

    Env.Closure closure(Env env) {
        return env.up(up).argument(index);
    }

    @Override
    void step(Machine machine, JsonNode in, @Nullable Path path, Env env, K then) {
        Env.Closure closure = closure(env);
        machine.go(closure.body(), in, path, closure.env(), then);
    }
}
