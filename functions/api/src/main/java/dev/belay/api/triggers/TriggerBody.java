package dev.belay.api.triggers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.api.http.Bodies;
import dev.belay.api.http.Parameters;
import java.util.Map;
import java.util.function.Predicate;

/// The definition of a trigger as it comes from outside: what is mistyped must not be taken for
/// missing, and a number must not be taken for a text.
final class TriggerBody {
    private static final Map<String, Predicate<JsonNode>> FIELDS =
            Map.ofEntries(
                    Map.entry("id", JsonNode::isTextual),
                    Map.entry("workflow", JsonNode::isTextual),
                    Map.entry("version", TriggerBody::isNumber),
                    Map.entry("lane", JsonNode::isTextual),
                    Map.entry("sender", JsonNode::isTextual),
                    Map.entry("secrets", TriggerBody::isTexts),
                    Map.entry("options", TriggerBody::isTexts),
                    Map.entry("allowUnsigned", JsonNode::isBoolean),
                    Map.entry("filter", JsonNode::isTextual),
                    Map.entry("input", JsonNode::isTextual),
                    Map.entry("workflowId", JsonNode::isTextual),
                    Map.entry("deliveryId", JsonNode::isTextual),
                    Map.entry("conflict", JsonNode::isTextual),
                    Map.entry("toleranceSeconds", TriggerBody::isNumber),
                    Map.entry("headers", TriggerBody::isNames),
                    Map.entry("bodyBytesMax", TriggerBody::isNumber),
                    Map.entry("enabled", JsonNode::isBoolean));

    private TriggerBody() {}

    static ObjectNode check(JsonNode body) {
        if (!(body instanceof ObjectNode object)) {
            throw Parameters.invalid("the definition is no JSON object");
        }
        for (var field : object.properties()) {
            Predicate<JsonNode> type = FIELDS.get(field.getKey());
            if (type == null) {
                throw Parameters.invalid(
                        "the definition has a field that triggers do not have; known are %s"
                                .formatted(FIELDS.keySet().stream().sorted().toList()));
            }
            if (!type.test(field.getValue())) {
                throw Parameters.invalid(
                        "the field '%s' has another type or value".formatted(field.getKey()));
            }
        }
        Bodies.require("workflow", object.path("workflow").textValue());
        Bodies.require("sender", object.path("sender").textValue());
        return object;
    }

    private static boolean isNumber(JsonNode value) {
        return value.isIntegralNumber() && value.canConvertToInt() && value.asInt() >= 0;
    }

    private static boolean isTexts(JsonNode value) {
        return value.isObject()
                && value.properties().stream().allMatch(field -> field.getValue().isTextual());
    }

    private static boolean isNames(JsonNode value) {
        return value.isArray() && value.valueStream().allMatch(JsonNode::isTextual);
    }
}
