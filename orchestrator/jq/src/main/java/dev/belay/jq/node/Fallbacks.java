package dev.belay.jq.node;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.jq.value.JqError;
import dev.belay.jq.value.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `source as pattern ?// pattern | body`: an error with one pattern leads to the next.
public final class Fallbacks extends Node {
    private final List<Node> attempts;

    public Fallbacks(List<Node> attempts) {
        super(false, false, attempts);
        this.attempts = List.copyOf(attempts);
    }

    @Override
    void step(Machine machine, JsonNode in, @Nullable Path path, Env env, K then) {
        attempt(machine, 0, in, path, env, then);
    }

    private void attempt(
            Machine machine, int i, JsonNode in, @Nullable Path path, Env env, K then) {
        if (i + 1 == attempts.size()) {
            machine.go(attempts.get(i), in, path, env, then);
            return;
        }
        Guard guard =
                new Guard() {
                    @Override
                    void retry(Machine machine) {}

                    @Override
                    void handle(Machine machine, JqError error) {
                        attempt(machine, i + 1, in, path, env, then);
                    }
                };
        machine.push(guard);
        machine.go(
                attempts.get(i),
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
