package dev.belay.jq.value;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/// How a value was reached from the input, while somebody wants to know: `path(f)` and updates.
public final class Path {
    /// The input itself.
    public static final Path ROOT = new Path(null, Json.NULL, 0);

    /// The value was computed, so nothing leads to it.
    public static final Path NONE = new Path(null, Json.NULL, -1);

    private final @Nullable Path parent;
    private final JsonNode key;
    private final int length;

    private Path(@Nullable Path parent, JsonNode key, int length) {
        this.parent = parent;
        this.key = key;
        this.length = length;
    }

    /// The path one level down; nothing while nobody wants to know.
    public static @Nullable Path down(@Nullable Path path, JsonNode key, JsonNode at) {
        if (path == null) {
            return null;
        }
        if (path == NONE) {
            throw notAPath(at);
        }
        if (path.length >= Work.DEPTH_MAX) {
            throw Work.tooDeep();
        }
        return new Path(path, key, path.length + 1);
    }

    /// The key of a slice in a path: `{"start": 2, "end": 4}`, where null means the end.
    public static JsonNode sliceKey(JsonNode start, JsonNode end) {
        ObjectNode key = Json.object();
        key.set("start", start);
        key.set("end", end);
        return key;
    }

    /// Of a computed value.
    public static @Nullable Path none(@Nullable Path path) {
        return path == null ? null : NONE;
    }

    public ArrayNode keys(JsonNode at, Work work) {
        if (this == NONE) {
            throw notAPath(at);
        }
        work.buildArray(length);
        JsonNode[] keys = new JsonNode[length];
        Path path = this;
        for (int i = length - 1; i >= 0 && path != null; i--) {
            keys[i] = path.key;
            path = path.parent;
        }
        ArrayNode array = Json.array(length);
        for (JsonNode each : keys) {
            array.add(each);
        }
        return array;
    }

    private static JqError notAPath(JsonNode at) {
        return JqError.of("Invalid path expression: %s was computed".formatted(Json.type(at)));
    }
}
