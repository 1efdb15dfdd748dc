package dev.belay.jq.node;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.jq.value.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `break $name`: the label's body has no further results.
public final class Break extends Node {
    private final int up;

    public Break(int up) {
        super(false, false, List.of());
        this.up = up;
    }

    @Override
    void step(Machine machine, JsonNode in, @Nullable Path path, Env env, K then) {
        machine.cut(env.up(up).label());
    }
}
