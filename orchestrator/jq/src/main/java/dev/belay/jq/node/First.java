package dev.belay.jq.node;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.jq.value.Json;
import dev.belay.jq.value.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `first(body)`, `limit(1; body)`: stops the body after so many results; a negative number never
/// does.
public final class First extends Node {
    private final Node count;
    private final Node body;

    public First(Node count, Node body) {
        super(false, count.direct() && body.direct(), List.of(count, body));
        this.count = count;
        this.body = body;
    }

    @Override
    boolean each(Machine machine, JsonNode in, @Nullable Path path, Env env, Sink sink) {
        return count.each(
                machine,
                in,
                null,
                env,
                (number, _) -> {
                    double max = Math.ceil(Json.number(number, "limit"));
                    return max == 0 || upTo(max, machine, in, path, env, sink);
                });
    }

    private boolean upTo(
            double max, Machine machine, JsonNode in, @Nullable Path path, Env env, Sink sink) {
        double[] left = {max};
        boolean[] more = {true};
        body.each(
                machine,
                in,
                path,
                env,
                (value, way) -> {
                    machine.work().step();
                    left[0]--;
                    more[0] = sink.accept(value, way);
                    return more[0] && left[0] != 0;
                });
        return more[0];
    }

    @Override
    void step(Machine machine, JsonNode in, @Nullable Path path, Env env, K then) {
        machine.go(
                count,
                in,
                null,
                env,
                new K(then) {
                    @Override
                    void resume(Machine machine, JsonNode number, @Nullable Path none) {
                        double max = Math.ceil(Json.number(number, "limit"));
                        if (max != 0) {
                            machine.go(body, in, path, env, counting(max, machine.height(), then));
                        }
                    }
                });
    }

    private static K counting(double max, int height, K then) {
        return new K(then) {
            private double left = max;

            @Override
            void resume(Machine machine, JsonNode value, @Nullable Path way) {
                if (--left == 0) {
                    machine.cut(height);
                }
                machine.give(then, value, way);
            }
        };
    }
}
