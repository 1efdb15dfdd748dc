package dev.belay.jq.node;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.jq.value.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `a, b, c`
public final class Comma extends Node {
    private final List<Node> parts;

    public Comma(List<Node> parts) {
        super(false, direct(parts), parts);
        this.parts = List.copyOf(parts);
    }

    @Override
    boolean each(Machine machine, JsonNode in, @Nullable Path path, Env env, Sink sink) {
        for (Node part : parts) {
            machine.work().step();
            if (!part.each(machine, in, path, env, sink)) {
                return false;
            }
        }
        return true;
    }

    @Override
    void step(Machine machine, JsonNode in, @Nullable Path path, Env env, K then) {
        from(machine, 0, in, path, env, then);
    }

    private void from(Machine machine, int i, JsonNode in, @Nullable Path path, Env env, K then) {
        if (i + 1 < parts.size()) {
            machine.push(
                    new Choice() {
                        @Override
                        void retry(Machine machine) {
                            from(machine, i + 1, in, path, env, then);
                        }
                    });
        }
        machine.go(parts.get(i), in, path, env, then);
    }
}
