package dev.belay.jq.value;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// Looking into values: `.a`, `.[0]`, `.[2:4]`, `has`.
public final class Access {
    private Access() {}

    /// A key that stands in the program, so that an error may show it.
    public static JsonNode field(JsonNode target, String key) {
        if (target instanceof ObjectNode object) {
            JsonNode found = object.get(key);
            return found == null ? Json.NULL : found;
        }
        if (target.isNull()) {
            return Json.NULL;
        }
        throw JqError.of("Cannot index %s with \"%s\"".formatted(Json.type(target), key));
    }

    public static JsonNode get(JsonNode target, JsonNode key, Work work) {
        if (target instanceof ObjectNode object && key.isTextual()) {
            JsonNode found = object.get(key.textValue());
            return found == null ? Json.NULL : found;
        }
        if (target instanceof ArrayNode array) {
            if (key.isNumber()) {
                return at(array, key.doubleValue());
            }
            if (key instanceof ArrayNode sought) {
                return indices(array, sought, work);
            }
        }
        if (key instanceof ObjectNode) {
            return slice(target, key, work);
        }
        if (target.isNull() && (key.isTextual() || key.isNumber() || key.isNull())) {
            return Json.NULL;
        }
        throw cannotIndex(target, key);
    }

    private static JqError cannotIndex(JsonNode target, JsonNode key) {
        String told = "Cannot index %s with %s".formatted(Json.type(target), Json.type(key));
        if (!key.isTextual()) {
            return JqError.of(told);
        }
        String inside = "Cannot index %s with \"%s\"".formatted(Json.type(target), key.textValue());
        return JqError.of(Json.of(inside), told);
    }

    private static JsonNode at(ArrayNode array, double index) {
        if (Double.isNaN(index)) {
            return Json.NULL;
        }
        double floor = Math.floor(index);
        double from = floor < 0 ? floor + array.size() : floor;
        return from < 0 || from >= array.size() ? Json.NULL : array.get((int) from);
    }

    public static boolean has(JsonNode target, JsonNode key) {
        if (target instanceof ObjectNode object && key.isTextual()) {
            return object.has(key.textValue());
        }
        if (target instanceof ArrayNode array && key.isNumber()) {
            double index = key.doubleValue();
            return index >= 0 && index < array.size();
        }
        throw JqError.of(
                "Cannot check whether %s has a key of type %s"
                        .formatted(Json.type(target), Json.type(key)));
    }

    /// Where a shorter array occurs in a longer one, or an element in an array.
    public static ArrayNode indices(ArrayNode array, JsonNode sought, Work work) {
        ArrayNode found = Json.array();
        if (!(sought instanceof ArrayNode part)) {
            for (int i = 0; i < array.size(); i++) {
                if (Order.equal(array.get(i), sought, work)) {
                    work.build(32);
                    found.add(Json.of(i));
                }
            }
            return found;
        }
        for (int i = 0; !part.isEmpty() && i + part.size() <= array.size(); i++) {
            int same = 0;
            while (same < part.size() && Order.equal(array.get(i + same), part.get(same), work)) {
                same++;
            }
            if (same == part.size()) {
                work.build(32);
                found.add(Json.of(i));
            }
        }
        return found;
    }

    private static JsonNode slice(JsonNode target, JsonNode key, Work work) {
        if (target.isNull()) {
            return Json.NULL;
        }
        if (target.isTextual()) {
            Range range = Range.of(key, Text.length(target.textValue(), work));
            String part = Text.slice(target.textValue(), range.from(), range.to(), work);
            return Json.of(part);
        }
        if (!(target instanceof ArrayNode array)) {
            throw JqError.of("Cannot index %s with object".formatted(Json.type(target)));
        }
        Range range = Range.of(key, array.size());
        work.buildArray(range.to() - range.from());
        ArrayNode part = Json.array(range.to() - range.from());
        for (int i = range.from(); i < range.to(); i++) {
            part.add(array.get(i));
        }
        return part;
    }
}
