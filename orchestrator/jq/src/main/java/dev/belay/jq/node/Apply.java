package dev.belay.jq.node;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.jq.value.Path;
import dev.belay.jq.value.Work;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A function of values: every combination of its parts' results is computed.
///
/// In jq the last argument varies slowest, but the first entry of an object does.
public abstract class Apply extends Node {
    private final List<Node> parts;
    private final boolean firstSlowest;

    Apply(List<Node> parts, boolean firstSlowest) {
        super(single(parts), direct(parts), parts);
        this.parts = List.copyOf(parts);
        this.firstSlowest = firstSlowest;
    }

    /// Whether the function looks at its parts only.
    boolean ofPartsOnly() {
        return true;
    }

    @Override
    final boolean ignoresInput() {
        return ofPartsOnly() && parts.stream().allMatch(Node::ignoresInput);
    }

    abstract JsonNode apply(Work work, JsonNode in, JsonNode[] values);

    @Override
    final JsonNode value(Machine machine, JsonNode in, Env env) {
        machine.work().step();
        JsonNode[] values = new JsonNode[parts.size()];
        for (int i = 0; i < values.length; i++) {
            int at = at(i);
            values[at] = parts.get(at).value(machine, in, env);
        }
        return apply(machine.work(), in, values);
    }

    @Override
    final boolean each(Machine machine, JsonNode in, @Nullable Path path, Env env, Sink sink) {
        if (single()) {
            return sink.accept(value(machine, in, env), Path.none(path));
        }
        return each(machine, 0, in, path, env, new JsonNode[parts.size()], sink);
    }

    private boolean each(
            Machine machine,
            int i,
            JsonNode in,
            @Nullable Path path,
            Env env,
            JsonNode[] values,
            Sink sink) {
        machine.work().step();
        if (i == values.length) {
            return sink.accept(apply(machine.work(), in, values), Path.none(path));
        }
        return parts.get(at(i))
                .each(
                        machine,
                        in,
                        null,
                        env,
                        (value, _) -> {
                            values[at(i)] = value;
                            return each(machine, i + 1, in, path, env, values, sink);
                        });
    }

    @Override
    final void step(Machine machine, JsonNode in, @Nullable Path path, Env env, K then) {
        step(machine, 0, in, path, env, new JsonNode[parts.size()], then);
    }

    /// Choices end innermost first, so one array serves all combinations.
    private void step(
            Machine machine,
            int i,
            JsonNode in,
            @Nullable Path path,
            Env env,
            JsonNode[] values,
            K then) {
        if (i == values.length) {
            machine.give(then, apply(machine.work(), in, values), Path.none(path));
            return;
        }
        machine.go(
                parts.get(at(i)),
                in,
                null,
                env,
                new K(then) {
                    @Override
                    void resume(Machine machine, JsonNode value, @Nullable Path way) {
                        values[at(i)] = value;
                        step(machine, i + 1, in, path, env, values, then);
                    }
                });
    }

    private int at(int i) {
        return firstSlowest ? i : parts.size() - 1 - i;
    }
}
