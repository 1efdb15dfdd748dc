package dev.belay.jq.node;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.jq.value.Editor;
import dev.belay.jq.value.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `.`
public final class This extends Node implements Growing {
    public static final This INSTANCE = new This();

    private This() {
        super(true, true, List.of());
    }

    @Override
    public boolean grows() {
        return true;
    }

    @Override
    public void grow(Machine machine, Editor all, Env env) {}

    @Override
    JsonNode value(Machine machine, JsonNode in, Env env) {
        return in;
    }

    @Override
    boolean each(Machine machine, JsonNode in, @Nullable Path path, Env env, Sink sink) {
        return sink.accept(in, path);
    }

    @Override
    void step(Machine machine, JsonNode in, @Nullable Path path, Env env, K then) {
        machine.give(then, in, path);
    }
}
