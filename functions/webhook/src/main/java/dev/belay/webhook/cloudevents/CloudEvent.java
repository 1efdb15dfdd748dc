package dev.belay.webhook.cloudevents;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.webhook.template.Json;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// An event as CloudEvents 1.0 has it. Source and id together are what it is known by.
///
/// @param attributes the optional ones and the extensions by name
/// @param data null where there is none, or where it is binary
/// @param dataBase64 binary data in base 64; null where it is not binary
public record CloudEvent(
        String id,
        String source,
        String type,
        Map<String, JsonNode> attributes,
        @Nullable JsonNode data,
        @Nullable String dataBase64) {
    public CloudEvent {
        attributes = Map.copyOf(attributes);
    }

    /// In the JSON format, as flows get it.
    public ObjectNode toJson() {
        ObjectNode json = Json.MAPPER.createObjectNode();
        json.put("specversion", "1.0");
        json.put("id", id);
        json.put("source", source);
        json.put("type", type);
        new TreeMap<>(attributes).forEach(json::set);
        if (data != null) {
            json.set("data", data);
        }
        if (dataBase64 != null) {
            json.put("data_base64", dataBase64);
        }
        return json;
    }

    /// Neither data nor attributes.
    @Override
    public String toString() {
        return "CloudEvent(%s)".formatted(type);
    }
}
