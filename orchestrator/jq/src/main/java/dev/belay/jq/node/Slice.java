package dev.belay.jq.node;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.jq.value.Access;
import dev.belay.jq.value.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `target[from:to]`
public final class Slice extends Node {
    private final Node target;
    private final Node from;
    private final Node to;

    public Slice(Node target, Node from, Node to) {
        super(
                single(List.of(target, from, to)),
                direct(List.of(target, from, to)),
                List.of(target, from, to));
        this.target = target;
        this.from = from;
        this.to = to;
    }

    @Override
    JsonNode value(Machine machine, JsonNode in, Env env) {
        machine.work().step();
        JsonNode end = to.value(machine, in, env);
        JsonNode start = from.value(machine, in, env);
        return Access.get(
                target.value(machine, in, env), Path.sliceKey(start, end), machine.work());
    }

    @Override
    boolean each(Machine machine, JsonNode in, @Nullable Path path, Env env, Sink sink) {
        return to.each(
                machine,
                in,
                null,
                env,
                (end, _) ->
                        from.each(
                                machine,
                                in,
                                null,
                                env,
                                (start, _) ->
                                        target.each(
                                                machine,
                                                in,
                                                path,
                                                env,
                                                (at, way) ->
                                                        slice(
                                                                machine, at, way, start, end,
                                                                sink))));
    }

    private static boolean slice(
            Machine machine,
            JsonNode at,
            @Nullable Path way,
            JsonNode start,
            JsonNode end,
            Sink sink) {
        machine.work().step();
        JsonNode key = Path.sliceKey(start, end);
        Path down = Path.down(way, key, at);
        return sink.accept(Access.get(at, key, machine.work()), down);
    }

    @Override
    void step(Machine machine, JsonNode in, @Nullable Path path, Env env, K then) {
        machine.go(
                to,
                in,
                null,
                env,
                new K(then) {
                    @Override
                    void resume(Machine machine, JsonNode end, @Nullable Path way) {
                        machine.go(from, in, null, env, start(in, path, env, end, then));
                    }
                });
    }

    private K start(JsonNode in, @Nullable Path path, Env env, JsonNode end, K then) {
        return new K(then) {
            @Override
            void resume(Machine machine, JsonNode start, @Nullable Path way) {
                machine.go(target, in, path, env, Slice.into(Path.sliceKey(start, end), then));
            }
        };
    }

    private static K into(JsonNode key, K then) {
        return new K(then) {
            @Override
            void resume(Machine machine, JsonNode at, @Nullable Path way) {
                Path down = Path.down(way, key, at);
                machine.give(then, Access.get(at, key, machine.work()), down);
            }
        };
    }
}
