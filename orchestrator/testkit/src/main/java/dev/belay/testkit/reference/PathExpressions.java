package dev.belay.testkit.reference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.belay.flow.expression.Expression;
import dev.belay.flow.expression.Expressions;
import java.util.ArrayList;
import java.util.Map;
import java.util.Set;

/// As much of an expression language as the reference flows need, and no more: paths (`.`, `.a.b`,
/// `$x`, `$x.a`), `PATH == WORD`, and `join PATH PATH …`, which joins texts and the elements of
/// arrays by commas.
public final class PathExpressions implements Expressions {
    @Override
    public Expression compile(String text, Set<String> variables) {
        String[] words = text.split(" ", -1);
        return (input, known, _) -> evaluate(words, input, known);
    }

    private static JsonNode evaluate(
            String[] words, JsonNode input, Map<String, JsonNode> variables) {
        if (words[0].equals("join")) {
            return joined(words, input, variables);
        }
        JsonNode value = at(words[0], input, variables);
        return words.length == 1 ? value : BooleanNode.valueOf(value.asText().equals(words[2]));
    }

    private static JsonNode joined(
            String[] words, JsonNode input, Map<String, JsonNode> variables) {
        var texts = new ArrayList<String>();
        for (int i = 1; i < words.length; i++) {
            JsonNode value = at(words[i], input, variables);
            if (value.isArray()) {
                value.forEach(element -> texts.add(element.asText()));
            } else {
                texts.add(value.asText());
            }
        }
        return TextNode.valueOf(String.join(",", texts));
    }

    private static JsonNode at(String path, JsonNode input, Map<String, JsonNode> variables) {
        String[] names = path.split("\\.", -1);
        JsonNode at =
                names[0].startsWith("$")
                        ? variables.getOrDefault(names[0].substring(1), NullNode.getInstance())
                        : input;
        for (int i = 1; i < names.length; i++) {
            at = names[i].isEmpty() ? at : at.path(names[i]);
        }
        return at.isMissingNode() ? NullNode.getInstance() : at;
    }
}
