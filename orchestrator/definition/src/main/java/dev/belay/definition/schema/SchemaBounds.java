package dev.belay.definition.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.definition.text.Pointer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Whether checking a value against a schema comes to an end in reasonable time, which is found out
/// before the schema is used.
final class SchemaBounds {
    /// Schemas that one value may be held against, those that references repeat counted each time.
    static final int SCHEMAS_PER_VALUE_MAX = 10_000;

    private static final Set<String> LISTS = Set.of("allOf", "anyOf", "oneOf");
    private static final Set<String> SINGLES = Set.of("not", "if", "then", "else");
    private static final Set<String> DYNAMIC = Set.of("$dynamicRef", "$recursiveRef", "$id");

    private final JsonNode document;
    private final Map<String, Long> costs = new HashMap<>();
    private final Set<String> open = new HashSet<>();

    private SchemaBounds(JsonNode document) {
        this.document = document;
    }

    /// Why the schema cannot be used, if it cannot.
    static Optional<String> problem(JsonNode document) {
        return new SchemaBounds(document).problem();
    }

    private Optional<String> problem() {
        record Place(String pointer, JsonNode node) {}
        int nodes = 0;
        var places = new ArrayDeque<Place>();
        places.push(new Place("", document));
        while (!places.isEmpty()) {
            Place place = places.pop();
            if (++nodes > JsonSchemas.NODES_MAX) {
                return Optional.of("it has more than %d values".formatted(JsonSchemas.NODES_MAX));
            }
            Optional<String> wrong = local(place.pointer(), place.node());
            if (wrong.isPresent()) {
                return wrong;
            }
            if (place.node().isObject()) {
                for (var member : place.node().properties()) {
                    places.push(
                            new Place(
                                    Pointer.child(place.pointer(), member.getKey()),
                                    member.getValue()));
                }
            }
            for (int i = 0; place.node().isArray() && i < place.node().size(); i++) {
                places.push(new Place(Pointer.child(place.pointer(), i), place.node().get(i)));
            }
        }
        return Optional.empty();
    }

    private Optional<String> local(String pointer, JsonNode node) {
        if (node.path("pattern").asText().length() > JsonSchemas.PATTERN_CHARS_MAX) {
            return Optional.of(
                    "a pattern has more than %d characters"
                            .formatted(JsonSchemas.PATTERN_CHARS_MAX));
        }
        JsonNode reference = node.path("$ref");
        if (reference.isTextual()) {
            String text = reference.asText();
            if (!text.equals("#") && !text.startsWith("#/")) {
                return Optional.of("'$ref: %s' leads to another document".formatted(text));
            }
            if (document.at(text.substring(1)).isMissingNode()) {
                return Optional.of("'$ref: %s' leads nowhere".formatted(text));
            }
        }
        for (String keyword : DYNAMIC) {
            if (!pointer.isEmpty() && node.path(keyword).isTextual()) {
                return Optional.of("'%s' inside a schema is not supported".formatted(keyword));
            }
        }
        long cost = node.isObject() ? cost(pointer, node) : 0;
        if (cost < 0) {
            return Optional.of("its references lead in a circle, at %s".formatted(pointer));
        }
        return cost > SCHEMAS_PER_VALUE_MAX
                ? Optional.of(
                        "it holds one value against more than %d schemas"
                                .formatted(SCHEMAS_PER_VALUE_MAX))
                : Optional.empty();
    }

    /// How many schemas a value is held against at a place, -1 if there is no end to it.
    private long cost(String pointer, JsonNode schema) {
        Long known = costs.get(pointer);
        if (known != null) {
            return known;
        }
        if (!open.add(pointer)) {
            return -1;
        }
        long sum = 1;
        for (String inner : inPlace(pointer, schema)) {
            long cost = cost(inner, document.at(inner));
            sum = cost < 0 || sum < 0 ? -1 : Math.min(sum + cost, Integer.MAX_VALUE);
        }
        open.remove(pointer);
        costs.put(pointer, sum);
        return sum;
    }

    /// The schemas that apply to the same value as this one.
    private static List<String> inPlace(String pointer, JsonNode schema) {
        var places = new ArrayList<String>();
        if (schema.path("$ref").isTextual()) {
            String reference = schema.path("$ref").asText();
            places.add(reference.startsWith("#") ? reference.substring(1) : "");
        }
        for (String list : LISTS) {
            for (int i = 0; i < schema.path(list).size(); i++) {
                places.add(Pointer.child(Pointer.child(pointer, list), i));
            }
        }
        for (String single : SINGLES) {
            if (schema.path(single).isObject()) {
                places.add(Pointer.child(pointer, single));
            }
        }
        schema.path("dependentSchemas")
                .fieldNames()
                .forEachRemaining(name ->
                        places.add(
                                Pointer.child(Pointer.child(pointer, "dependentSchemas"), name)));
        return places;
    }
}
