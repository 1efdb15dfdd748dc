package dev.belay.flow.decider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.belay.flow.expression.Expression;
import dev.belay.flow.expression.ExpressionException;
import dev.belay.flow.expression.ExpressionException.Kind;
import dev.belay.flow.expression.Expressions;
import java.util.Map;
import java.util.Set;

/// As much jq as these tests need: paths, variables, literals, `[…]`, `{k: …}`, `|`, `+`, `==`,
/// `!=`, `<`, `>`, `length`, `error`.
final class TinyJq implements Expressions {
    @Override
    public Expression compile(String jq, Set<String> variables) {
        return (input, values, _) -> new Parser(jq, values).whole(input);
    }

    /// Evaluates while it parses.
    private static final class Parser {
        private final String text;
        private final Map<String, JsonNode> variables;
        private int at;

        Parser(String text, Map<String, JsonNode> variables) {
            this.text = text;
            this.variables = variables;
        }

        JsonNode whole(JsonNode input) {
            JsonNode value = pipe(input);
            if (at < text.length()) {
                throw new ExpressionException(Kind.SYNTAX, "at " + at + " of " + text);
            }
            return value;
        }

        private JsonNode pipe(JsonNode input) {
            JsonNode value = comparison(input);
            while (eat("|")) {
                value = comparison(value);
            }
            return value;
        }

        private JsonNode comparison(JsonNode input) {
            JsonNode left = sum(input);
            if (eat("==")) {
                return BooleanNode.valueOf(left.equals(sum(input)));
            }
            if (eat("!=")) {
                return BooleanNode.valueOf(!left.equals(sum(input)));
            }
            if (eat("<")) {
                return BooleanNode.valueOf(left.asInt() < sum(input).asInt());
            }
            if (eat(">")) {
                return BooleanNode.valueOf(left.asInt() > sum(input).asInt());
            }
            return left;
        }

        private JsonNode sum(JsonNode input) {
            JsonNode left = term(input);
            while (eat("+")) {
                left = add(left, term(input));
            }
            return left;
        }

        private static JsonNode add(JsonNode left, JsonNode right) {
            if (left.isNull()) {
                return right;
            }
            if (left instanceof ArrayNode some && right instanceof ArrayNode more) {
                return some.deepCopy().addAll(more);
            }
            if (left instanceof ObjectNode some && right instanceof ObjectNode more) {
                return some.deepCopy().setAll(more);
            }
            return left.isTextual()
                    ? TextNode.valueOf(left.asText() + right.asText())
                    : IntNode.valueOf(left.asInt() + right.asInt());
        }

        private JsonNode term(JsonNode input) {
            skip();
            if (eat("(")) {
                JsonNode value = pipe(input);
                require(")");
                return path(value);
            }
            if (eat("[")) {
                ArrayNode array = JsonNodeFactory.instance.arrayNode();
                while (!eat("]")) {
                    array.add(pipe(input));
                    eat(",");
                }
                return array;
            }
            if (eat("{")) {
                ObjectNode object = JsonNodeFactory.instance.objectNode();
                while (!eat("}")) {
                    String key = name();
                    require(":");
                    object.set(key, sum(input));
                    eat(",");
                }
                return object;
            }
            if (eat("\"")) {
                int end = text.indexOf('"', at);
                String literal = text.substring(at, end);
                at = end + 1;
                return TextNode.valueOf(literal);
            }
            if (eat("$")) {
                return path(variables.getOrDefault(name(), NullNode.getInstance()));
            }
            if (at < text.length() && text.charAt(at) == '.') {
                if (at + 1 == text.length() || !Character.isLetter(text.charAt(at + 1))) {
                    at++;
                    return input;
                }
                return path(input);
            }
            if (at < text.length() && Character.isDigit(text.charAt(at))) {
                int begin = at;
                while (at < text.length() && Character.isDigit(text.charAt(at))) {
                    at++;
                }
                return IntNode.valueOf(Integer.parseInt(text.substring(begin, at)));
            }
            return switch (name()) {
                case "length" -> IntNode.valueOf(input.size());
                case "true" -> BooleanNode.TRUE;
                case "false" -> BooleanNode.FALSE;
                case "null" -> NullNode.getInstance();
                default -> throw new ExpressionException(Kind.FAILED, "error");
            };
        }

        private JsonNode path(JsonNode value) {
            JsonNode found = value;
            while (at < text.length() && text.charAt(at) == '.') {
                at++;
                JsonNode member = found.get(name());
                found = member == null ? NullNode.getInstance() : member;
            }
            return found;
        }

        private String name() {
            skip();
            int begin = at;
            while (at < text.length()
                    && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
                at++;
            }
            return text.substring(begin, at);
        }

        private boolean eat(String token) {
            skip();
            if (text.startsWith(token, at)) {
                at += token.length();
                skip();
                return true;
            }
            return false;
        }

        private void require(String token) {
            if (!eat(token)) {
                throw new ExpressionException(Kind.SYNTAX, "at " + at + " of " + text);
            }
        }

        private void skip() {
            while (at < text.length() && text.charAt(at) == ' ') {
                at++;
            }
        }
    }
}
