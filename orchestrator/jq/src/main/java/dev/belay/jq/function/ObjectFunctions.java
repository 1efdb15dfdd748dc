package dev.belay.jq.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.jq.value.Access;
import dev.belay.jq.value.Deletion;
import dev.belay.jq.value.Editor;
import dev.belay.jq.value.JqError;
import dev.belay.jq.value.Json;
import dev.belay.jq.value.JsonText;
import dev.belay.jq.value.Order;
import dev.belay.jq.value.Work;
import java.util.List;

/// Objects, keys and paths.
final class ObjectFunctions {
    private static final List<String> KEYS = List.of("key", "k", "name", "Name", "Key", "K");
    private static final List<String> VALUES = List.of("value", "v", "Value", "V");

    private ObjectFunctions() {}

    static void addTo(Catalog catalog) {
        catalog.add("keys/0", (work, in, _) -> keys(in, true, work))
                .add("keys_unsorted/0", (work, in, _) -> keys(in, false, work))
                .add("has/1", (_, in, of) -> Json.of(Access.has(in, of[0])))
                .add("to_entries/0", (work, in, _) -> toEntries(in, work))
                .add("from_entries/0", (work, in, _) -> fromEntries(in, work))
                .add("setpath/2", ObjectFunctions::setPath)
                .add("delpaths/1", ObjectFunctions::delete);
    }

    private static JsonNode keys(JsonNode in, boolean sorted, Work work) {
        ArrayNode keys = Json.array();
        work.buildArray(in.size());
        if (in instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                keys.add(Json.of(i));
            }
            return keys;
        }
        if (!(in instanceof ObjectNode object)) {
            throw JqError.of(Json.type(in) + " has no keys");
        }
        if (sorted) {
            for (String key : Order.keys(object, work)) {
                keys.add(key);
            }
        } else {
            object.fieldNames().forEachRemaining(keys::add);
        }
        return keys;
    }

    private static JsonNode toEntries(JsonNode in, Work work) {
        ObjectNode object = Json.object(in, "to_entries");
        work.buildArray(object.size());
        ArrayNode entries = Json.array(object.size());
        for (var each : object.properties()) {
            work.buildObject(2);
            ObjectNode entry = Json.object();
            entry.put("key", each.getKey());
            entry.set("value", each.getValue());
            entries.add(entry);
        }
        return entries;
    }

    private static JsonNode fromEntries(JsonNode in, Work work) {
        if (!in.isContainerNode()) {
            throw JqError.of("Cannot iterate over " + Json.type(in));
        }
        work.buildObject(in.size());
        ObjectNode object = Json.object();
        for (JsonNode entry : in) {
            JsonNode key = Json.NULL;
            for (String name : KEYS) {
                if (key.isNull()) {
                    key = Access.field(entry, name);
                }
            }
            if (key.isContainerNode()) {
                throw JqError.of("Object keys must be strings, not " + Json.type(key));
            }
            object.set(JsonText.plain(key, work), value(entry));
        }
        return object;
    }

    private static JsonNode value(JsonNode entry) {
        for (String name : VALUES) {
            if (entry.has(name)) {
                return entry.get(name);
            }
        }
        return Json.NULL;
    }

    private static JsonNode setPath(Work work, JsonNode in, JsonNode[] of) {
        if (!(of[0] instanceof ArrayNode path)) {
            throw JqError.of("Path must be specified as an array");
        }
        Editor editor = new Editor(in, work);
        editor.set(path, of[1]);
        return editor.value();
    }

    static JsonNode delete(Work work, JsonNode in, JsonNode[] of) {
        if (!(of[0] instanceof ArrayNode paths)) {
            throw JqError.of("Paths must be specified as an array");
        }
        return Deletion.delete(in, paths, work);
    }
}
