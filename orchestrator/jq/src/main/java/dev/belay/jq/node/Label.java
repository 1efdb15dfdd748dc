package dev.belay.jq.node;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.jq.value.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `label $name | body`
public final class Label extends Node {
    private final Node body;

    public Label(Node body) {
        super(false, false, List.of(body));
        this.body = body;
    }

    @Override
    void step(Machine machine, JsonNode in, @Nullable Path path, Env env, K then) {
        machine.go(body, in, path, env.withLabel(machine.height()), then);
    }
}
