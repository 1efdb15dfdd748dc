package dev.belay.definition.compile;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/// The variables that an expression at one place may use.
///
/// @param names without `$`
/// @param bindings expressions that stand for a variable here: what an extension does, it does for
///   the task it extends, and that is its `$task`
/// @param retried whether a `try` that retries encloses the place
record Variables(Set<String> names, Map<String, String> bindings, boolean retried) {
    static final Variables FLOW =
            new Variables(
                    Set.of("context", "input", "task", "workflow", "runtime"), Map.of(), false);

    Variables with(String... more) {
        var all = new LinkedHashSet<>(names);
        all.addAll(Set.of(more));
        return new Variables(Set.copyOf(all), bindings, retried);
    }

    Variables bind(String name, String expression) {
        var all = new LinkedHashMap<>(bindings);
        all.put(name, expression);
        return new Variables(names, Map.copyOf(all), retried);
    }

    Variables insideRetry() {
        return new Variables(names, bindings, true);
    }

    /// What a function sees of where it is called: nothing but its own input.
    Variables insideFunction() {
        return new Variables(FLOW.names(), Map.of(), retried);
    }

    /// Whether secrets may be used here: in what goes to an activity and nowhere else.
    boolean allowsSecrets() {
        return names.contains("secrets");
    }
}
