package dev.belay.functions.lambda;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An event as EventBridge hands it to a target.
@RegisterForReflection
public record BusEvent(
        @Nullable String id,
        @Nullable String source,
        @JsonProperty("detail-type") @Nullable String type,
        @Nullable String time,
        @Nullable String account,
        @Nullable String region,
        @Nullable List<String> resources,
        @Nullable JsonNode detail) {
    /// The same as a CloudEvent. Its first resource is the subject; account and region are
    /// extensions.
    ObjectNode toCloudEvent() {
        ObjectNode event = JsonNodeFactory.instance.objectNode().put("specversion", "1.0");
        put(event, "id", id);
        put(event, "source", source);
        put(event, "type", type);
        put(event, "time", time);
        put(event, "awsaccount", account);
        put(event, "awsregion", region);
        if (resources != null && !resources.isEmpty()) {
            event.put("subject", resources.getFirst());
        }
        if (detail != null) {
            event.put("datacontenttype", "application/json").set("data", detail);
        }
        return event;
    }

    private static void put(ObjectNode event, String name, @Nullable String value) {
        if (value != null) {
            event.put(name, value);
        }
    }

    @Override
    public String toString() {
        return "BusEvent(%s)".formatted(type);
    }
}
