package dev.belay.jq.function;

import dev.belay.jq.node.Function;
import java.util.LinkedHashMap;
import java.util.Map;

/// A table of functions under construction.
final class Catalog {
    private final Map<String, Function> functions = new LinkedHashMap<>();

    /// @param name with its number of arguments: `join/1`
    Catalog add(String name, Function function) {
        functions.put(name, function);
        return this;
    }

    Map<String, Function> functions() {
        return functions;
    }
}
