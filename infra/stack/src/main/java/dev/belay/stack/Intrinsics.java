package dev.belay.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/// Resolves CloudFormation's functions as far as a template alone tells: parameters have the values
/// that were given or their defaults, and what only a deployment knows stays as `${Id}` or
/// `${Id.Attribute}`.
final class Intrinsics {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^!}][^}]*)}");

    private final JsonNode template;
    private final Map<String, String> parameters;

    Intrinsics(JsonNode template, Map<String, String> parameters) {
        this.template = template;
        this.parameters = Map.copyOf(parameters);
    }

    /// @return missing where the template says `AWS::NoValue`
    JsonNode resolve(JsonNode node) {
        if (node.isArray()) {
            ArrayNode resolved = JSON.arrayNode();
            node.forEach(item -> {
                JsonNode value = resolve(item);
                if (!value.isMissingNode()) {
                    resolved.add(value);
                }
            });
            return resolved;
        }
        if (!node.isObject()) {
            return node;
        }
        if (node.size() == 1) {
            var only = node.properties().iterator().next();
            if (only.getKey().equals("Ref") || only.getKey().startsWith("Fn::")) {
                return call(only.getKey(), only.getValue());
            }
        }
        ObjectNode resolved = JSON.objectNode();
        node.properties()
                .forEach(property -> {
                    JsonNode value = resolve(property.getValue());
                    if (!value.isMissingNode()) {
                        resolved.set(property.getKey(), value);
                    }
                });
        return resolved;
    }

    private JsonNode call(String function, JsonNode argument) {
        return switch (function) {
            case "Ref" -> reference(argument.asText());
            case "Fn::GetAtt" -> TextNode.valueOf("${" + attribute(argument) + "}");
            case "Fn::Sub" -> TextNode.valueOf(substitute(argument));
            case "Fn::Join" -> join(argument);
            case "Fn::If" -> resolve(argument.path(holds(argument.path(0).asText()) ? 1 : 2));
            case "Fn::FindInMap" ->
                    template.path("Mappings")
                            .path(resolve(argument.path(0)).asText())
                            .path(resolve(argument.path(1)).asText())
                            .path(resolve(argument.path(2)).asText());
            // A part of what only a deployment knows: it refers to the same thing.
            case "Fn::Split" -> resolve(argument.path(1));
            case "Fn::Select" -> select(argument);
            default ->
                    throw new IllegalArgumentException(
                            "the template calls %s, which is not understood here"
                                    .formatted(function));
        };
    }

    private JsonNode reference(String name) {
        if (name.equals("AWS::NoValue")) {
            return MissingNode.getInstance();
        }
        JsonNode parameter = template.path("Parameters").path(name);
        String given = parameters.get(name);
        if (given != null) {
            return TextNode.valueOf(given);
        }
        return parameter.has("Default")
                ? parameter.path("Default")
                : TextNode.valueOf("${" + name + "}");
    }

    private static String attribute(JsonNode argument) {
        return argument.isArray()
                ? argument.path(0).asText() + "." + argument.path(1).asText()
                : argument.asText();
    }

    private String substitute(JsonNode argument) {
        JsonNode own = argument.isArray() ? argument.path(1) : MissingNode.getInstance();
        String text = argument.isArray() ? argument.path(0).asText() : argument.asText();
        return VARIABLE.matcher(text)
                .replaceAll(match -> {
                    String name = match.group(1);
                    JsonNode value = own.has(name) ? resolve(own.path(name)) : reference(name);
                    return Matcher.quoteReplacement(value.asText());
                });
    }

    private JsonNode select(JsonNode argument) {
        JsonNode from = resolve(argument.path(1));
        return from.isArray() ? from.path(argument.path(0).asInt()) : from;
    }

    private JsonNode join(JsonNode argument) {
        JsonNode parts = resolve(argument.path(1));
        if (!parts.isArray()) {
            return parts;
        }
        return TextNode.valueOf(
                StreamSupport.stream(parts.spliterator(), false)
                        .map(JsonNode::asText)
                        .collect(Collectors.joining(argument.path(0).asText())));
    }

    /// Whether a condition of the template holds.
    boolean holds(String condition) {
        JsonNode found = template.path("Conditions").path(condition);
        if (found.isMissingNode()) {
            throw new IllegalArgumentException(
                    "the template has no condition '%s'".formatted(condition));
        }
        return test(found);
    }

    private boolean test(JsonNode condition) {
        var only = condition.properties().iterator().next();
        JsonNode argument = only.getValue();
        return switch (only.getKey()) {
            case "Condition" -> holds(argument.asText());
            case "Fn::Not" -> !test(argument.path(0));
            case "Fn::And" ->
                    StreamSupport.stream(argument.spliterator(), false).allMatch(this::test);
            case "Fn::Or" ->
                    StreamSupport.stream(argument.spliterator(), false).anyMatch(this::test);
            case "Fn::Equals" ->
                    resolve(argument.path(0)).asText().equals(resolve(argument.path(1)).asText());
            default ->
                    throw new IllegalArgumentException(
                            "a condition calls %s, which is not understood here"
                                    .formatted(only.getKey()));
        };
    }
}
