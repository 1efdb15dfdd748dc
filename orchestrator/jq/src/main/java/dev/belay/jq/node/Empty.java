package dev.belay.jq.node;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.jq.value.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `empty`
public final class Empty extends Node {
    public static final Empty INSTANCE = new Empty();

    private Empty() {
        super(false, true, List.of());
    }

    @Override
    boolean each(Machine machine, JsonNode in, @Nullable Path path, Env env, Sink sink) {
        return true;
    }

    @Override
    void step(Machine machine, JsonNode in, @Nullable Path path, Env env, K then) {}
}
