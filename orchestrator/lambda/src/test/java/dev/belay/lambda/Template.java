package dev.belay.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/// The stack as data.
final class Template {
    static final Path ROOT = Path.of("..", "..");

    private static final JsonNode CONTENT = read();

    private Template() {}

    static JsonNode content() {
        return CONTENT;
    }

    static JsonNode resource(String id) {
        return CONTENT.path("Resources").path(id);
    }

    /// The properties of all resources of a type, by logical id.
    static Map<String, JsonNode> resources(String type) {
        var found = new TreeMap<String, JsonNode>();
        CONTENT.path("Resources").properties().stream()
                .filter(r -> r.getValue().path("Type").asText().equals(type))
                .forEach(r -> found.put(r.getKey(), r.getValue().path("Properties")));
        if (found.isEmpty()) {
            throw new AssertionError("the template has no " + type);
        }
        return found;
    }

    private static JsonNode read() {
        try {
            return new ObjectMapper(new YAMLFactory())
                    .readTree(ROOT.resolve("template.yaml").toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
