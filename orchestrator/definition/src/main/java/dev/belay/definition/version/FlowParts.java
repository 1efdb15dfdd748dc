package dev.belay.definition.version;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.definition.version.FlowDiff.Part;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A definition in parts that can be compared: its sections, and its tasks by their names.
final class FlowParts {
    private static final List<List<String>> LISTS =
            List.of(
                    List.of("do"),
                    List.of("try"),
                    List.of("fork", "branches"),
                    List.of("catch", "do"),
                    List.of("foreach", "do"));

    private final Map<String, Part> parts = new LinkedHashMap<>();

    private FlowParts() {}

    static Map<String, Part> of(JsonNode definition) {
        var collected = new FlowParts();
        for (var section : definition.properties()) {
            switch (section.getKey()) {
                case "do" -> collected.tasks(section.getValue(), "");
                case "use" -> {
                    for (var components : section.getValue().properties()) {
                        collected.section("use." + components.getKey(), components.getValue());
                    }
                }
                default -> collected.section(section.getKey(), section.getValue());
            }
        }
        return collected.parts;
    }

    private void section(String name, JsonNode value) {
        ObjectNode own =
                value instanceof ObjectNode object
                        ? object
                        : JsonNodeFactory.instance.objectNode().set("value", value);
        parts.put(name, new Part(own, ""));
    }

    private void tasks(JsonNode list, String parent) {
        String predecessor = "";
        for (JsonNode item : list) {
            for (var task : item.properties()) {
                String path = parent + task.getKey();
                task(path, task.getValue(), predecessor);
                predecessor = "task " + path;
            }
        }
    }

    private void task(String path, JsonNode body, String predecessor) {
        if (!(body instanceof ObjectNode object)) {
            return;
        }
        ObjectNode own = object.deepCopy();
        for (List<String> list : LISTS) {
            remove(own, list);
        }
        parts.put("task " + path, new Part(own, predecessor));
        for (List<String> list : LISTS) {
            JsonNode inner = body;
            for (String key : list) {
                inner = inner.path(key);
            }
            if (inner.isArray()) {
                String under = list.equals(List.of("catch", "do")) ? "/catch/" : "/";
                tasks(inner, path + under);
            }
        }
    }

    private static void remove(ObjectNode own, List<String> list) {
        JsonNode at = own;
        for (String key : list.subList(0, list.size() - 1)) {
            at = at.path(key);
        }
        if (at instanceof ObjectNode holder && holder.path(list.getLast()).isArray()) {
            holder.remove(list.getLast());
        }
    }
}
