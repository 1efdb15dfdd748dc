package dev.belay.webhook.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.core.message.StartRequest.ConflictPolicy;
import dev.belay.core.model.Lane;
import dev.belay.core.model.Workspace;
import dev.belay.webhook.EventFilter;
import dev.belay.webhook.Trigger;
import dev.belay.webhook.Trigger.Expressions;
import dev.belay.webhook.template.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// A trigger as JSON: how it is stored, and how it is shown and given.
public final class TriggerJson {
    private TriggerJson() {}

    static byte[] write(Trigger trigger) {
        return Json.write(toJson(trigger));
    }

    public static ObjectNode toJson(Trigger trigger) {
        ObjectNode json = Json.MAPPER.createObjectNode();
        json.put("id", trigger.id());
        json.put("workflow", trigger.workflow());
        json.put("version", trigger.version());
        json.put("lane", trigger.lane().name());
        json.put("sender", trigger.sender());
        json.set("secrets", texts(trigger.secrets()));
        json.set("options", texts(trigger.options()));
        json.put("allowUnsigned", trigger.allowUnsigned());
        putText(json, "filter", trigger.expressions().filter());
        putText(json, "input", trigger.expressions().input());
        putText(json, "workflowId", trigger.expressions().workflowId());
        putText(json, "idempotencyKey", trigger.expressions().idempotencyKey());
        putText(json, "deliveryId", trigger.deliveryId());
        json.put("conflict", trigger.conflict().name());
        if (trigger.tolerance() != null) {
            json.put("toleranceSeconds", trigger.tolerance().toSeconds());
        }
        var headers = json.putArray("headers");
        new TreeSet<>(trigger.headers()).forEach(headers::add);
        json.put("bodyBytesMax", trigger.bodyBytesMax());
        if (!trigger.events().isEmpty()) {
            var events = json.putArray("events");
            trigger.events().forEach(filter -> filter.sorted().forEach(events.addObject()::set));
        }
        putText(json, "flow", trigger.flow());
        json.put("enabled", trigger.enabled());
        return json;
    }

    static Trigger read(Workspace workspace, byte[] bytes) {
        return read(workspace, Stored.read(bytes, "a trigger"));
    }

    /// As [#read(Workspace, JsonNode)], and says of whatever is not as it has to be.
    ///
    /// @throws dev.belay.core.error.BelayException `INVALID_OPTIONS` naming every field
    public static Trigger given(Workspace workspace, ObjectNode json) {
        TriggerFields.check(json);
        return read(workspace, json).withFlow(null);
    }

    /// What is missing has the value that most triggers have.
    ///
    /// @throws dev.belay.core.error.BelayException when a value is not allowed
    public static Trigger read(Workspace workspace, JsonNode json) {
        Trigger usual =
                Trigger.of(
                        workspace,
                        json.path("id").asText(),
                        json.path("workflow").asText(),
                        json.path("sender").asText());
        return new Trigger(
                workspace,
                usual.id(),
                usual.workflow(),
                json.path("version").asInt(0),
                json.has("lane") ? new Lane(json.path("lane").asText()) : usual.lane(),
                usual.sender(),
                json.has("secrets") ? texts(json.path("secrets")) : usual.secrets(),
                texts(json.path("options")),
                json.path("allowUnsigned").asBoolean(false),
                new Expressions(
                        textOrNull(json, "filter"),
                        textOrNull(json, "input"),
                        textOrNull(json, "workflowId"),
                        textOrNull(json, "idempotencyKey")),
                textOrNull(json, "deliveryId"),
                json.has("conflict")
                        ? Stored.constant(ConflictPolicy.class, json.path("conflict").asText())
                        : usual.conflict(),
                json.has("toleranceSeconds")
                        ? Duration.ofSeconds(json.path("toleranceSeconds").asLong())
                        : null,
                names(json.path("headers")),
                json.path("bodyBytesMax").asInt(usual.bodyBytesMax()),
                events(json.path("events")),
                textOrNull(json, "flow"),
                json.path("enabled").asBoolean(true));
    }

    private static void putText(ObjectNode json, String field, @Nullable String value) {
        if (value != null) {
            json.put(field, value);
        }
    }

    static ObjectNode texts(Map<String, String> values) {
        ObjectNode json = Json.MAPPER.createObjectNode();
        new TreeMap<>(values).forEach(json::put);
        return json;
    }

    static Map<String, String> texts(JsonNode json) {
        var values = new HashMap<String, String>();
        json.properties().forEach(field -> values.put(field.getKey(), field.getValue().asText()));
        return values;
    }

    private static Set<String> names(JsonNode json) {
        var names = new HashSet<String>();
        json.forEach(name -> names.add(name.asText()));
        return names;
    }

    private static List<EventFilter> events(JsonNode json) {
        var events = new ArrayList<EventFilter>();
        for (JsonNode filter : json) {
            var with = new HashMap<String, JsonNode>();
            filter.properties().forEach(field -> with.put(field.getKey(), field.getValue()));
            events.add(new EventFilter(with));
        }
        return events;
    }

    private static @Nullable String textOrNull(JsonNode json, String field) {
        return json.path(field).isTextual() ? json.path(field).asText() : null;
    }
}
