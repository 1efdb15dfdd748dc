package dev.belay.jq.node;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.jq.value.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A part of a compiled expression. Immutable but for the bodies of functions, which are set once.
public abstract class Node {
    private final int height;
    private final boolean single;
    private final boolean direct;

    /// @param single it gives exactly one result, or an error
    /// @param direct it may run on the Java stack
    Node(boolean single, boolean direct, List<Node> parts) {
        this.single = single;
        this.direct = direct;
        this.height = 1 + parts.stream().mapToInt(Node::height).max().orElse(0);
    }

    /// How deep the program nests here.
    public final int height() {
        return height;
    }

    public final boolean single() {
        return single;
    }

    public final boolean direct() {
        return direct;
    }

    /// Whether the result can hold no part of the input, because the node does not look at it.
    boolean ignoresInput() {
        return false;
    }

    /// The result of a single node.
    JsonNode value(Machine machine, JsonNode in, Env env) {
        throw new IllegalStateException(getClass().getSimpleName() + " is not single");
    }

    /// All results of a direct node, one after the other.
    ///
    /// @param path how the input was reached, null when nobody wants to know
    /// @return false when the sink wants no more
    boolean each(Machine machine, JsonNode in, @Nullable Path path, Env env, Sink sink) {
        return sink.accept(value(machine, in, env), Path.none(path));
    }

    /// Runs on the machine: ends with one `go` or `give`, or with neither when there is no result.
    void step(Machine machine, JsonNode in, @Nullable Path path, Env env, K then) {
        machine.give(then, value(machine, in, env), Path.none(path));
    }

    final void run(Machine machine, JsonNode in, @Nullable Path path, Env env, K then) {
        if (single && path == null) {
            machine.give(then, value(machine, in, env), null);
        } else {
            step(machine, in, path, env, then);
        }
    }

    static boolean single(List<Node> parts) {
        return parts.stream().allMatch(Node::single);
    }

    static boolean direct(List<Node> parts) {
        return parts.stream().allMatch(Node::direct);
    }
}
