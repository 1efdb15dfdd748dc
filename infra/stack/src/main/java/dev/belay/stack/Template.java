package dev.belay.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// The resources of a template with everything resolved: of CloudFormation, or of SAM.
public final class Template {
    private static final Pattern SHORT_FORM =
            Pattern.compile("[ \\[]!(Ref|GetAtt|Sub|Join|If|FindInMap|Equals|Not|And|Or)\\b");

    private final SortedMap<String, JsonNode> resources = new TreeMap<>();

    private Template(JsonNode content, Map<String, String> parameters) {
        var intrinsics = new Intrinsics(content, parameters);
        JsonNode globals = content.path("Globals").path("Function");
        for (var entry : content.path("Resources").properties()) {
            JsonNode resource = entry.getValue();
            String condition = resource.path("Condition").asText();
            if (condition.isEmpty() || intrinsics.holds(condition)) {
                ObjectNode whole = resource.deepCopy();
                if (type(resource).equals(Types.SAM_FUNCTION)) {
                    whole.set("Properties", merged(globals, resource.path("Properties")));
                }
                resources.put(entry.getKey(), intrinsics.resolve(whole));
            }
        }
    }

    /// @param parameters what is deployed with other values than the defaults
    /// @throws IllegalArgumentException when the template uses what is not understood here
    public static Template read(Path file, Map<String, String> parameters) {
        try {
            String text = Files.readString(file);
            if (SHORT_FORM.matcher(text).find()) {
                throw new IllegalArgumentException(
                        "%s has intrinsic functions in their short form, such as !Ref; write them in the long form, such as {Ref: Table}"
                                .formatted(file));
            }
            return new Template(new ObjectMapper(new YAMLFactory()).readTree(text), parameters);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Template of(JsonNode content) {
        return new Template(content, Map.of());
    }

    public static Template of(JsonNode content, Map<String, String> parameters) {
        return new Template(content, parameters);
    }

    /// All resources of a type, by logical id.
    SortedMap<String, JsonNode> all(String type) {
        var found = new TreeMap<String, JsonNode>();
        resources.forEach((id, resource) -> {
            if (type(resource).equals(type)) {
                found.put(id, resource);
            }
        });
        return found;
    }

    Optional<JsonNode> find(String id) {
        return Optional.ofNullable(resources.get(id));
    }

    SortedMap<String, JsonNode> resources() {
        return resources;
    }

    static String type(JsonNode resource) {
        return resource.path("Type").asText();
    }

    /// As SAM does it: maps are merged, everything else is the function's own where it has it.
    private static JsonNode merged(JsonNode globals, JsonNode own) {
        if (own.isMissingNode()) {
            return globals;
        }
        if (!globals.isObject() || !own.isObject() || isCall(globals) || isCall(own)) {
            return own;
        }
        ObjectNode merged = JsonNodeFactory.instance.objectNode();
        globals.properties().forEach(p -> merged.set(p.getKey(), p.getValue()));
        own.properties()
                .forEach(p ->
                        merged.set(p.getKey(), merged(globals.path(p.getKey()), p.getValue())));
        return merged;
    }

    private static boolean isCall(JsonNode node) {
        return node.has("Ref")
                || node.properties().stream().anyMatch(p -> p.getKey().startsWith("Fn::"));
    }
}
