package dev.belay.jq.node;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.jq.value.Json;
import dev.belay.jq.value.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `and`, `or`: the right side is looked at only when the left does not decide.
public final class Logic extends Node {
    private final boolean decides;
    private final Node left;
    private final Node right;

    /// @param decides the left value that settles it: true for `or`, false for `and`
    public Logic(boolean decides, Node left, Node right) {
        super(
                left.single() && right.single(),
                left.direct() && right.direct(),
                List.of(left, right));
        this.decides = decides;
        this.left = left;
        this.right = right;
    }

    @Override
    JsonNode value(Machine machine, JsonNode in, Env env) {
        machine.work().step();
        boolean settled = Json.isTrue(left.value(machine, in, env)) == decides;
        return Json.of(settled ? decides : Json.isTrue(right.value(machine, in, env)));
    }

    @Override
    boolean each(Machine machine, JsonNode in, @Nullable Path path, Env env, Sink sink) {
        machine.work().step();
        return left.each(
                machine,
                in,
                null,
                env,
                (first, _) -> {
                    if (Json.isTrue(first) == decides) {
                        return sink.accept(Json.of(decides), Path.none(path));
                    }
                    return right.each(
                            machine,
                            in,
                            null,
                            env,
                            (second, _) -> {
                                machine.work().step();
                                JsonNode both = Json.of(Json.isTrue(second));
                                return sink.accept(both, Path.none(path));
                            });
                });
    }

    @Override
    void step(Machine machine, JsonNode in, @Nullable Path path, Env env, K then) {
        machine.go(
                left,
                in,
                null,
                env,
                new K(then) {
                    @Override
                    void resume(Machine machine, JsonNode first, @Nullable Path way) {
                        if (Json.isTrue(first) == decides) {
                            machine.give(then, Json.of(decides), Path.none(path));
                        } else {
                            machine.go(right, in, null, env, truth(path, then));
                        }
                    }
                });
    }

    private static K truth(@Nullable Path path, K then) {
        return new K(then) {
            @Override
            void resume(Machine machine, JsonNode second, @Nullable Path way) {
                machine.give(then, Json.of(Json.isTrue(second)), Path.none(path));
            }
        };
    }
}
