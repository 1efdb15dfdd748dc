package dev.belay.jq.value;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/// A value under change. What the editor copied itself it changes in place, so that updating every
/// element of an array does not copy the array as often as it has elements.
public final class Editor {
    private final Work work;
    private final Set<JsonNode> own = Collections.newSetFromMap(new IdentityHashMap<>());
    private JsonNode root;

    public Editor(JsonNode root, Work work) {
        this.root = root;
        this.work = work;
    }

    /// The value so far. It may be seen now, so later changes leave it alone.
    public JsonNode value() {
        own.clear();
        return root;
    }

    /// The value so far, for a look that keeps nothing of it.
    public JsonNode peek() {
        return root;
    }

    /// Another value altogether.
    public void replace(JsonNode value) {
        own.clear();
        root = value;
    }

    /// Adds elements to an array or entries to an object, as `+` does. False when the values are of
    /// other types, and nothing happened.
    public boolean append(JsonNode more) {
        if (root instanceof ArrayNode && more instanceof ArrayNode added) {
            work.build(8L * added.size());
            work.steps(added.size());
            ArrayNode array = array(root);
            added.forEach(array::add);
            root = array;
            return true;
        }
        if (root instanceof ObjectNode && more instanceof ObjectNode added) {
            work.build(48L * added.size());
            work.steps(added.size());
            ObjectNode object = object(root);
            added.properties().forEach(each -> object.set(each.getKey(), each.getValue()));
            root = object;
            return true;
        }
        return false;
    }

    public JsonNode get(ArrayNode path) {
        JsonNode found = get(root, path, work);
        if (own.contains(found)) {
            own.clear();
        }
        return found;
    }

    public static JsonNode get(JsonNode from, ArrayNode path, Work work) {
        JsonNode found = from;
        for (JsonNode key : path) {
            work.step();
            if (found.isNull()) {
                return Json.NULL;
            }
            found = Access.get(found, key, work);
        }
        return found;
    }

    public void set(ArrayNode path, JsonNode value) {
        root = set(root, path, 0, value);
    }

    private JsonNode set(JsonNode target, ArrayNode path, int at, JsonNode value) {
        if (at == path.size()) {
            return value;
        }
        work.down();
        JsonNode key = path.get(at);
        JsonNode old = target.isNull() ? Json.NULL : Access.get(target, key, work);
        JsonNode changed = with(target, key, set(old, path, at + 1, value));
        work.up();
        return changed;
    }

    private JsonNode with(JsonNode target, JsonNode key, JsonNode value) {
        if (key.isTextual() && (target.isObject() || target.isNull())) {
            ObjectNode object = object(target);
            if (!object.has(key.textValue())) {
                work.build(48);
            }
            object.set(key.textValue(), value);
            return object;
        }
        if (key.isNumber() && (target.isArray() || target.isNull())) {
            return element(target, key.doubleValue(), value);
        }
        if (key.isObject() && (target.isArray() || target.isNull())) {
            return splice(target, key, value);
        }
        throw JqError.of(
                "Cannot update field of type %s in %s"
                        .formatted(Json.type(key), Json.type(target)));
    }

    private JsonNode element(JsonNode target, double index, JsonNode value) {
        double floor = Math.floor(index);
        double at = floor < 0 ? floor + target.size() : floor;
        if (!(at >= 0)) {
            throw JqError.of("Out of bounds negative array index");
        }
        if (at >= target.size()) {
            long more = (long) Math.min(at, Integer.MAX_VALUE) + 1 - target.size();
            work.build(8 * more);
            work.steps(more / 8);
        }
        ArrayNode array = array(target);
        while (array.size() <= at) {
            array.add(Json.NULL);
        }
        array.set((int) at, value);
        return array;
    }

    private JsonNode splice(JsonNode target, JsonNode key, JsonNode value) {
        if (!(value instanceof ArrayNode part)) {
            throw JqError.of("A slice of an array can only be assigned another array");
        }
        Range range = Range.of(key, target.size());
        work.buildArray((long) target.size() + part.size());
        ArrayNode spliced = Json.array(target.size() + part.size());
        for (int i = 0; i < range.from(); i++) {
            spliced.add(target.get(i));
        }
        part.forEach(spliced::add);
        for (int i = range.to(); i < target.size(); i++) {
            spliced.add(target.get(i));
        }
        own.add(spliced);
        return spliced;
    }

    private ObjectNode object(JsonNode target) {
        if (target instanceof ObjectNode object && own.contains(object)) {
            return object;
        }
        ObjectNode copy =
                target instanceof ObjectNode object ? Json.copy(object, work) : Json.object();
        work.build(96);
        own.add(copy);
        return copy;
    }

    private ArrayNode array(JsonNode target) {
        if (target instanceof ArrayNode array && own.contains(array)) {
            return array;
        }
        ArrayNode copy = target instanceof ArrayNode array ? Json.copy(array, work) : Json.array();
        work.build(48);
        own.add(copy);
        return copy;
    }
}
