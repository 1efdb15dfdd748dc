package dev.belay.webhook.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/// What a trigger that somebody writes may say, field by field.
final class TriggerFields {
    private record Shape(String words, Predicate<JsonNode> fits) {}

    private static final Shape TEXT = new Shape("a text", JsonNode::isTextual);
    private static final Shape FLAG = new Shape("true or false", JsonNode::isBoolean);
    private static final Shape NUMBER =
            new Shape("a whole number of 0 or more", n -> n.canConvertToInt() && n.asInt() >= 0);
    private static final Shape TEXTS =
            new Shape("an object of texts", n -> n.isObject() && all(n, JsonNode::isTextual));
    private static final Shape NAMES =
            new Shape("a list of texts", n -> n.isArray() && all(n, JsonNode::isTextual));
    private static final Shape FILTERS =
            new Shape("a list of objects", n -> n.isArray() && all(n, JsonNode::isObject));

    private static final Map<String, Shape> FIELDS =
            new TreeMap<>(
                    Map.ofEntries(
                            Map.entry("id", TEXT),
                            Map.entry("workflow", TEXT),
                            Map.entry("version", NUMBER),
                            Map.entry("lane", TEXT),
                            Map.entry("sender", TEXT),
                            Map.entry("secrets", TEXTS),
                            Map.entry("options", TEXTS),
                            Map.entry("allowUnsigned", FLAG),
                            Map.entry("filter", TEXT),
                            Map.entry("input", TEXT),
                            Map.entry("workflowId", TEXT),
                            Map.entry("idempotencyKey", TEXT),
                            Map.entry("deliveryId", TEXT),
                            Map.entry("conflict", TEXT),
                            Map.entry("toleranceSeconds", NUMBER),
                            Map.entry("headers", NAMES),
                            Map.entry("bodyBytesMax", NUMBER),
                            Map.entry("events", FILTERS),
                            Map.entry("flow", TEXT),
                            Map.entry("enabled", FLAG)));

    private TriggerFields() {}

    private static boolean all(Iterable<JsonNode> values, Predicate<JsonNode> fits) {
        for (JsonNode value : values) {
            if (!fits.test(value)) {
                return false;
            }
        }
        return true;
    }

    /// @throws BelayException `INVALID_OPTIONS` naming each field that is unknown, missing or of
    ///   another shape
    static void check(ObjectNode trigger) {
        var wrong = new ArrayList<String>();
        for (var field : trigger.properties()) {
            Shape shape = FIELDS.get(field.getKey());
            if (shape == null) {
                wrong.add(
                        "'%s' is no field of a trigger; there are %s"
                                .formatted(field.getKey(), String.join(", ", FIELDS.keySet())));
            } else if (!shape.fits().test(field.getValue())) {
                wrong.add("'%s' is not %s".formatted(field.getKey(), shape.words()));
            }
        }
        for (String needed : new String[] {"workflow", "sender"}) {
            if (trigger.path(needed).asText().isBlank()) {
                wrong.add("'%s' is missing".formatted(needed));
            }
        }
        if (!wrong.isEmpty()) {
            throw new BelayException(
                    ErrorCode.INVALID_OPTIONS,
                    "the trigger cannot be made: " + String.join("; ", wrong));
        }
    }
}
