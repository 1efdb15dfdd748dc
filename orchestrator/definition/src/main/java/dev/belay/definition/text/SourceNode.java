package dev.belay.definition.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A value of a definition together with where it stands.
///
/// @param pointer its JSON pointer
public record SourceNode(Source source, String pointer, JsonNode value) {
    public Position position() {
        return source.valueAt(pointer);
    }

    /// Where its key is written.
    public Position keyPosition() {
        return source.keyAt(pointer);
    }

    /// The key it stands under.
    public String key() {
        return Pointer.last(pointer);
    }

    public Optional<SourceNode> get(String key) {
        JsonNode child = value.get(key);
        return child == null
                ? Optional.empty()
                : Optional.of(new SourceNode(source, Pointer.child(pointer, key), child));
    }

    /// The value under a path of keys.
    public Optional<SourceNode> find(String... keys) {
        Optional<SourceNode> found = Optional.of(this);
        for (String key : keys) {
            found = found.flatMap(node -> node.get(key));
        }
        return found;
    }

    /// The text under `key`, if there is one and it is a text.
    public Optional<String> text(String key) {
        return get(key).filter(SourceNode::isText).map(SourceNode::text);
    }

    public boolean isText() {
        return value.isTextual();
    }

    public boolean isObject() {
        return value.isObject();
    }

    public String text() {
        return value.asText();
    }

    /// The values of an object in their order, none for anything else.
    public List<SourceNode> fields() {
        if (!value.isObject()) {
            return List.of();
        }
        var fields = new ArrayList<SourceNode>(value.size());
        for (var field : value.properties()) {
            fields.add(
                    new SourceNode(
                            source, Pointer.child(pointer, field.getKey()), field.getValue()));
        }
        return fields;
    }

    /// The items of an array in their order, none for anything else.
    public List<SourceNode> items() {
        if (!value.isArray()) {
            return List.of();
        }
        var items = new ArrayList<SourceNode>(value.size());
        for (int i = 0; i < value.size(); i++) {
            items.add(new SourceNode(source, Pointer.child(pointer, i), value.get(i)));
        }
        return items;
    }
}
