package dev.belay.jq.value;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.TreeMap;

/// Deleting many paths at once: every level is copied once, however many paths go through it.
public final class Deletion {
    private final Work work;

    private Deletion(Work work) {
        this.work = work;
    }

    public static JsonNode delete(JsonNode from, ArrayNode paths, Work work) {
        List<ArrayNode> list = new ArrayList<>(paths.size());
        for (JsonNode path : paths) {
            if (!(path instanceof ArrayNode keys)) {
                throw JqError.of("Paths must be specified as an array of arrays");
            }
            if (keys.isEmpty()) {
                return Json.NULL;
            }
            list.add(keys);
        }
        work.buildArray(list.size());
        return list.isEmpty() ? from : new Deletion(work).delete(from, list, 0);
    }

    private JsonNode delete(JsonNode from, List<ArrayNode> paths, int at) {
        work.down();
        work.steps(paths.size());
        JsonNode rest =
                switch (from) {
                    case ObjectNode object -> fromObject(object, paths, at);
                    case ArrayNode array -> fromArray(array, paths, at);
                    default -> fromOther(from, paths, at);
                };
        work.up();
        return rest;
    }

    private JsonNode fromOther(JsonNode from, List<ArrayNode> paths, int at) {
        if (from.isNull()) {
            return from;
        }
        throw JqError.of(
                "Cannot delete field of type %s from %s"
                        .formatted(Json.type(paths.getFirst().get(at)), Json.type(from)));
    }

    private JsonNode fromObject(ObjectNode object, List<ArrayNode> paths, int at) {
        TreeMap<String, List<ArrayNode>> byKey = new TreeMap<>();
        for (ArrayNode path : paths) {
            if (!path.get(at).isTextual()) {
                throw JqError.of("Cannot delete field at %s".formatted(Json.type(path.get(at))));
            }
            work.build(64);
            byKey.computeIfAbsent(path.get(at).textValue(), _ -> new ArrayList<>()).add(path);
        }
        ObjectNode copy = Json.copy(object, work);
        for (var each : byKey.entrySet()) {
            JsonNode old = copy.get(each.getKey());
            if (ends(each.getValue(), at)) {
                copy.remove(each.getKey());
            } else if (old != null) {
                copy.set(each.getKey(), delete(old, each.getValue(), at + 1));
            }
        }
        return copy;
    }

    private JsonNode fromArray(ArrayNode array, List<ArrayNode> paths, int at) {
        BitSet gone = new BitSet();
        TreeMap<Integer, List<ArrayNode>> byIndex = new TreeMap<>();
        for (ArrayNode path : paths) {
            JsonNode key = path.get(at);
            work.build(64);
            if (key.isNumber()) {
                int index = index(key.doubleValue(), array.size());
                if (index >= 0 && path.size() == at + 1) {
                    gone.set(index);
                } else if (index >= 0) {
                    byIndex.computeIfAbsent(index, _ -> new ArrayList<>()).add(path);
                }
            } else if (key.isObject() && path.size() == at + 1) {
                Range range = Range.of(key, array.size());
                gone.set(range.from(), range.to());
            } else {
                throw JqError.of("Cannot delete field at %s".formatted(Json.type(key)));
            }
        }
        work.buildArray(array.size());
        ArrayNode rest = Json.array(array.size());
        for (int i = 0; i < array.size(); i++) {
            if (!gone.get(i)) {
                List<ArrayNode> inside = byIndex.get(i);
                rest.add(inside == null ? array.get(i) : delete(array.get(i), inside, at + 1));
            }
        }
        return rest;
    }

    /// The index inside the array, or -1 when there is no such element.
    private static int index(double key, int size) {
        double floor = Math.floor(key);
        double from = floor < 0 ? floor + size : floor;
        return from >= 0 && from < size ? (int) from : -1;
    }

    private static boolean ends(List<ArrayNode> paths, int at) {
        return paths.stream().anyMatch(path -> path.size() == at + 1);
    }
}
