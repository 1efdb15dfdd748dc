package dev.belay.flow.secret;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// References to secrets inside strings, alone or among other text (`Bearer …`). They stand between
/// two characters of Unicode's private use, which no other data of a flow may hold when it is given
/// to a call: so nobody can smuggle a reference in by an input.
public final class SecretReferences {
    private static final char BEGIN = '\uE5EC';
    private static final char END = '\uE5ED';
    private static final Pattern REFERENCE =
            Pattern.compile(BEGIN + "([^" + BEGIN + END + "]*)" + END);

    private SecretReferences() {}

    /// @param path a secret's name, and members inside it, joined by `.`
    public static String to(String path) {
        return BEGIN + path + END;
    }

    /// Whether there is a reference, or part of one, anywhere in a value.
    public static boolean in(JsonNode value) {
        if (value.isTextual()) {
            return value.textValue().indexOf(BEGIN) >= 0 || value.textValue().indexOf(END) >= 0;
        }
        if (value.isObject()) {
            for (var member : value.properties()) {
                if (in(TextNode.valueOf(member.getKey())) || in(member.getValue())) {
                    return true;
                }
            }
            return false;
        }
        for (JsonNode element : value) {
            if (in(element)) {
                return true;
            }
        }
        return false;
    }

    /// Puts the secrets in. What comes out must not leave the activity's memory.
    ///
    /// @param secret gives the text of a path, and throws where there is none
    public static JsonNode resolve(JsonNode value, UnaryOperator<String> secret) {
        if (value.isTextual()) {
            return in(value) ? TextNode.valueOf(resolve(value.textValue(), secret)) : value;
        }
        if (value instanceof ObjectNode object) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            for (var member : object.properties()) {
                copy.set(member.getKey(), resolve(member.getValue(), secret));
            }
            return copy;
        }
        if (value.isArray()) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode(value.size());
            value.forEach(element -> copy.add(resolve(element, secret)));
            return copy;
        }
        return value;
    }

    private static String resolve(String text, UnaryOperator<String> secret) {
        return REFERENCE
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(secret.apply(found.group(1))));
    }
}
