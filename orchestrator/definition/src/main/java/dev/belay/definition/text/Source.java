package dev.belay.definition.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/// A whole definition as a value, with the places its parts came from.
public final class Source {
    private final JsonNode root;
    private final Map<String, Position> values;
    private final Map<String, Position> keys;

    Source(JsonNode root, Map<String, Position> values, Map<String, Position> keys) {
        this.root = root;
        this.values = Map.copyOf(values);
        this.keys = Map.copyOf(keys);
    }

    /// A definition that was built, not written: every position is [Position#NONE].
    public static Source of(JsonNode root) {
        return new Source(root, Map.of(), Map.of());
    }

    public SourceNode root() {
        return new SourceNode(this, "", root);
    }

    public JsonNode value() {
        return root;
    }

    /// Where the value at `pointer` begins; for a pointer that leads nowhere, where its nearest
    /// container begins.
    public Position valueAt(String pointer) {
        return nearest(values, pointer);
    }

    /// Where the key of the value at `pointer` is written, or the value if it has no key.
    public Position keyAt(String pointer) {
        Position key = keys.get(pointer);
        return key != null ? key : valueAt(pointer);
    }

    private static Position nearest(Map<String, Position> positions, String pointer) {
        String at = pointer;
        while (true) {
            Position position = positions.get(at);
            if (position != null) {
                return position;
            }
            if (at.isEmpty()) {
                return Position.NONE;
            }
            at = Pointer.parent(at);
        }
    }
}
