package dev.belay.jq.node;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.jq.value.Editor;

/// A step that builds on what came before: `.[$key] = value`, `. + [$x]`. As the update of a
/// `reduce` it changes the value in place: nobody else has seen it, and copying it every time would
/// cost the square of its size.
interface Growing {
    /// Whether this one can, with the parts that it has.
    boolean grows();

    void grow(Machine machine, Editor all, Env env);

    static boolean is(Node node) {
        return node instanceof Growing growing && growing.grows();
    }

    static void grow(Node node, Machine machine, Editor all, Env env) {
        ((Growing) node).grow(machine, all, env);
    }

    /// Evaluates a part that may look at the value. Should its result hold a part of the value,
    /// that part has been seen and is copied before it changes again.
    static JsonNode look(Node part, Machine machine, Editor all, Env env) {
        JsonNode found = part.value(machine, all.peek(), env);
        if (found.isContainerNode() && !part.ignoresInput()) {
            all.value();
        }
        return found;
    }
}
