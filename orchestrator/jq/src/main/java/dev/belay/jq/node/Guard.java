package dev.belay.jq.node;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.jq.value.JqError;
import dev.belay.jq.value.Path;
import org.jspecify.annotations.Nullable;

/// A choice that catches errors of what runs above it, but not of what its results go into.
///
/// A result leaves through [#leave]: until the machine comes back for the next one, errors belong
/// to somebody further down.
abstract class Guard extends Choice {
    private boolean inside = true;

    /// What to do with an error from inside; the guard is off the stack.
    abstract void handle(Machine machine, JqError error);

    @Override
    final boolean caught(Machine machine, JqError error) {
        if (inside) {
            handle(machine, error);
        }
        return inside;
    }

    final void leave(Machine machine, K then, JsonNode value, @Nullable Path path) {
        inside = false;
        machine.push(
                new Choice() {
                    @Override
                    void retry(Machine machine) {
                        inside = true;
                    }
                });
        machine.give(then, value, path);
    }
}
