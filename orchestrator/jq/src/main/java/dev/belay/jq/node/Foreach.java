package dev.belay.jq.node;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.jq.value.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `foreach source as $name (init; update; extract)`: every state on the way is a result.
public final class Foreach extends Node {
    private final Node source;
    private final Node init;
    private final Node update;
    private final Node extract;

    public Foreach(Node source, Node init, Node update, Node extract) {
        super(
                false,
                direct(List.of(source, init, update, extract)),
                List.of(source, init, update, extract));
        this.source = source;
        this.init = init;
        this.update = update;
        this.extract = extract;
    }

    @Override
    boolean each(Machine machine, JsonNode in, @Nullable Path path, Env env, Sink sink) {
        return init.each(
                machine,
                in,
                path,
                env,
                (first, way) -> {
                    var state = new Accumulator(first, way);
                    return source.each(
                            machine,
                            in,
                            null,
                            env,
                            (item, _) -> next(machine, state, env.with(item), sink));
                });
    }

    private boolean next(Machine machine, Accumulator state, Env env, Sink sink) {
        machine.work().step();
        return update.each(
                machine,
                state.value,
                state.path,
                env,
                (value, way) -> {
                    state.set(value, way);
                    return extract.each(machine, value, way, env, sink);
                });
    }

    @Override
    void step(Machine machine, JsonNode in, @Nullable Path path, Env env, K then) {
        machine.go(
                init,
                in,
                path,
                env,
                new K(then) {
                    @Override
                    void resume(Machine machine, JsonNode first, @Nullable Path way) {
                        machine.go(
                                source,
                                in,
                                null,
                                env,
                                items(new Accumulator(first, way), env, then));
                    }
                });
    }

    private K items(Accumulator state, Env env, K then) {
        return new K(then) {
            @Override
            void resume(Machine machine, JsonNode item, @Nullable Path none) {
                Env inside = env.with(item);
                machine.go(update, state.value, state.path, inside, states(state, inside, then));
            }
        };
    }

    private K states(Accumulator state, Env env, K then) {
        return new K(then) {
            @Override
            void resume(Machine machine, JsonNode value, @Nullable Path way) {
                state.set(value, way);
                machine.go(extract, value, way, env, then);
            }
        };
    }
}
