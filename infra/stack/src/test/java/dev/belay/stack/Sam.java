package dev.belay.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// The project's own template, as it is, with options, or spoilt.
final class Sam {
    static final Path ROOT = Path.of("..", "..");
    static final Path FILE = ROOT.resolve("template.yaml");

    /// Everything that can be switched on beside each other.
    static final Map<String, String> ALL =
            Map.ofEntries(
                    Map.entry("Packaging", "jvm"),
                    Map.entry("RetentionDays", "365"),
                    Map.entry("SystemProvisioned", "2"),
                    Map.entry("SystemPeakProvisioned", "10"),
                    Map.entry("AutomationPollers", "20"),
                    Map.entry("AlarmAddress", "operations@example.com"),
                    Map.entry("KeyArn", "arn:aws:kms:eu-west-1:111122223333:key/k"),
                    Map.entry("SubnetIds", "subnet-1,subnet-2"),
                    Map.entry("SecurityGroupIds", "sg-1"),
                    Map.entry("ApiDomain", "hooks.example.com"),
                    Map.entry("EventBusName", "shop"),
                    Map.entry("EventSources", "orders"));

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private Sam() {}

    static Stack stack() {
        return stack(Map.of());
    }

    static Stack stack(Map<String, String> parameters) {
        return StackReader.read(Template.read(FILE, parameters));
    }

    static JsonNode content() {
        try {
            return YAML.readTree(FILE.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What the linter says of the template after a change.
    static List<Finding> findingsAfter(Consumer<Spoilt> change) {
        JsonNode content = content();
        change.accept(new Spoilt(content));
        return Lint.check(StackReader.read(Template.of(content)));
    }

    /// Changes single properties.
    record Spoilt(JsonNode content) {
        ObjectNode resource(String id) {
            return (ObjectNode) content.path("Resources").path(id);
        }

        ObjectNode properties(String id) {
            return (ObjectNode) resource(id).path("Properties");
        }

        /// The first allowing statement after that about logs.
        ObjectNode grant(String role) {
            return (ObjectNode) properties(role).at("/Policies/0/PolicyDocument/Statement/1");
        }

        void remove(String id) {
            ((ObjectNode) content.path("Resources")).remove(id);
        }
    }
}
