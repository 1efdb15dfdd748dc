package dev.belay.api.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// What the API says of itself: `docs/reference/openapi.yaml`, which is written by hand before the
/// code, and which the code is tested against.
public final class Description {
    private static final String FILE = "/dev/belay/api/openapi.yaml";

    private Description() {}

    private static final class Holder {
        static final JsonNode DOCUMENT = load();
        static final Map<String, Set<String>> PARAMETERS = parameters(DOCUMENT);
    }

    public static JsonNode document() {
        return Holder.DOCUMENT;
    }

    /// The names of the query's parameters by operation.
    static Map<String, Set<String>> parameters() {
        return Holder.PARAMETERS;
    }

    private static JsonNode load() {
        try (InputStream in =
                Objects.requireNonNull(Description.class.getResourceAsStream(FILE), FILE)) {
            return new YAMLMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Set<String>> parameters(JsonNode document) {
        var byOperation = new HashMap<String, Set<String>>();
        for (JsonNode path : document.path("paths")) {
            for (JsonNode operation : path) {
                if (operation.has("operationId")) {
                    var names = new HashSet<String>();
                    for (JsonNode parameter : operation.path("parameters")) {
                        JsonNode resolved = resolve(document, parameter);
                        if ("query".equals(resolved.path("in").asText())) {
                            names.add(resolved.path("name").asText());
                        }
                    }
                    byOperation.put(operation.path("operationId").asText(), names);
                }
            }
        }
        return byOperation;
    }

    /// What a reference stands for, or the node itself.
    public static JsonNode resolve(JsonNode document, JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").asText().substring(1)) : node;
    }
}
