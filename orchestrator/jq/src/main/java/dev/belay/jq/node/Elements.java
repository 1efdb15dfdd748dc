package dev.belay.jq.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.jq.value.JqError;
import dev.belay.jq.value.Json;
import dev.belay.jq.value.Path;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Goes through an array or object and says how each element is reached.
abstract class Elements {
    private final JsonNode container;
    private final @Nullable Path path;
    private JsonNode key = Json.NULL;
    private JsonNode value = Json.NULL;

    private Elements(JsonNode container, @Nullable Path path) {
        this.container = container;
        this.path = path;
    }

    static Elements of(JsonNode container, @Nullable Path path) {
        return switch (container) {
            case ArrayNode array -> ofArray(array, path);
            case ObjectNode object -> ofObject(object, path);
            default -> throw JqError.of("Cannot iterate over " + Json.type(container));
        };
    }

    abstract boolean hasNext();

    abstract void next();

    JsonNode value() {
        return value;
    }

    @Nullable Path path() {
        return path == null ? null : Path.down(path, key, container);
    }

    private static Elements ofArray(ArrayNode array, @Nullable Path path) {
        return new Elements(array, path) {
            private int at;

            @Override
            boolean hasNext() {
                return at < array.size();
            }

            @Override
            void next() {
                super.value = array.get(at);
                super.key = path == null ? Json.NULL : Json.of(at);
                at++;
            }
        };
    }

    private static Elements ofObject(ObjectNode object, @Nullable Path path) {
        Iterator<Map.Entry<String, JsonNode>> entries = object.properties().iterator();
        return new Elements(object, path) {
            @Override
            boolean hasNext() {
                return entries.hasNext();
            }

            @Override
            void next() {
                var entry = entries.next();
                super.value = entry.getValue();
                super.key = path == null ? Json.NULL : Json.of(entry.getKey());
            }
        };
    }
}
