package dev.belay.webhook.template;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// JSON as a tree, read strictly. What is not JSON is empty, never an exception that quotes it.
public final class Json {
    public static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .build();

    private Json() {}

    public static Optional<JsonNode> parse(byte[] bytes) {
        try {
            JsonNode node = MAPPER.readTree(bytes);
            return node == null || node.isMissingNode() ? Optional.empty() : Optional.of(node);
        } catch (IOException | StackOverflowError _) {
            return Optional.empty();
        }
    }

    public static byte[] write(JsonNode node) {
        try {
            return MAPPER.writeValueAsBytes(node);
        } catch (IOException e) {
            throw new IllegalStateException("a tree can always be written", e);
        }
    }

    /// What a JSON pointer finds; a step `*` stands for every element of an array.
    static List<JsonNode> find(JsonNode root, String pointer) {
        List<JsonNode> found = List.of(root);
        for (String step : pointer.isEmpty() ? new String[0] : pointer.substring(1).split("/")) {
            var next = new ArrayList<JsonNode>();
            for (JsonNode node : found) {
                if (step.equals("*")) {
                    node.forEach(next::add);
                } else {
                    next.add(child(node, step.replace("~1", "/").replace("~0", "~")));
                }
            }
            found = next;
        }
        return found;
    }

    private static JsonNode child(JsonNode node, String step) {
        if (node.isArray()) {
            boolean index = step.length() < 10 && step.chars().allMatch(Character::isDigit);
            return index && !step.isEmpty()
                    ? node.path(Integer.parseInt(step))
                    : MissingNode.getInstance();
        }
        return node.path(step);
    }

    /// The text of a string, number or truth value.
    static Optional<String> scalar(JsonNode node) {
        return node.isValueNode() && !node.isNull() && !node.isMissingNode()
                ? Optional.of(node.asText())
                : Optional.empty();
    }
}
