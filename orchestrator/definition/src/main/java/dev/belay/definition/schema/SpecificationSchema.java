package dev.belay.definition.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The official JSON schema of the DSL, and each part of it compiled once.
final class SpecificationSchema {
    static final SpecificationSchema INSTANCE = new SpecificationSchema();

    private static final String RESOURCE = "/dev/belay/definition/workflow-schema-1.0.3.json";
    private static final int ALTERNATIVES_DEPTH_MAX = 8;

    private final JsonNode document;
    private final String id;
    private final SchemaRegistry registry;
    private final Map<String, Schema> parts = new ConcurrentHashMap<>();

    private SpecificationSchema() {
        var json = new ObjectMapper();
        try (var in = SpecificationSchema.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is missing from the build");
            }
            document = json.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        id = document.path("$id").asText();
        registry =
                SchemaRegistry.withDefaultDialect(
                        SpecificationVersion.DRAFT_2020_12,
                        builder -> builder.schemas(Map.of(id, document.toString())));
    }

    /// The whole document's schema.
    Schema whole() {
        return part("");
    }

    /// The schema at a JSON pointer of the document.
    Schema part(String pointer) {
        return parts.computeIfAbsent(
                pointer,
                at -> {
                    var reference = new ObjectMapper().createObjectNode();
                    reference.put("$schema", "https://json-schema.org/draft/2020-12/schema");
                    reference.put("$ref", id + "#" + at);
                    return registry.getSchema(reference);
                });
    }

    JsonNode at(String pointer) {
        return document.at(pointer);
    }

    /// The names that an object may have at the schema at `pointer`, whatever way they get there.
    Set<String> properties(String pointer) {
        var names = new LinkedHashSet<String>();
        collect(document.at(pointer), names, 0);
        return names;
    }

    private void collect(JsonNode schema, Set<String> names, int depth) {
        if (depth > ALTERNATIVES_DEPTH_MAX) {
            return;
        }
        schema.path("properties").fieldNames().forEachRemaining(names::add);
        if (schema.path("$ref").isTextual()) {
            collect(resolve(schema.path("$ref").asText()), names, depth + 1);
        }
        for (String combination : new String[] {"allOf", "oneOf", "anyOf"}) {
            for (JsonNode part : schema.path(combination)) {
                collect(part, names, depth + 1);
            }
        }
    }

    private JsonNode resolve(String reference) {
        return document.at(reference.substring(reference.indexOf('#') + 1));
    }
}
