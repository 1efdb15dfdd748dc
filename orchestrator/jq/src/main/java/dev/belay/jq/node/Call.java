package dev.belay.jq.node;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.jq.value.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A call of a function that is written in jq. It opens nothing, so a call at the end of a function
/// costs no depth.
public final class Call extends Node {
    /// Seen from everywhere: a definition that sees nothing around it.
    public static final int GLOBAL = -1;

    private final Definition definition;
    private final int up;
    private final List<Node> arguments;

    /// @param up levels to where the function is defined
    public Call(Definition definition, int up, List<Node> arguments) {
        super(false, false, arguments);
        this.definition = definition;
        this.up = up;
        this.arguments = List.copyOf(arguments);
    }

    @Override
    void step(Machine machine, JsonNode in, @Nullable Path path, Env env, K then) {
        Env.Closure[] closures = new Env.Closure[arguments.size()];
        for (int i = 0; i < closures.length; i++) {
            closures[i] =
                    arguments.get(i) instanceof Argument passed
                            ? passed.closure(env)
                            : new Env.Closure(arguments.get(i), env);
        }
        Env home = up == GLOBAL ? Env.ROOT : env.up(up);
        machine.go(definition.body(), in, path, home.with(closures), then);
    }
}
