package dev.belay.jq.syntax;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.jq.node.Collect;
import dev.belay.jq.node.Empty;
import dev.belay.jq.node.Global;
import dev.belay.jq.node.Literal;
import dev.belay.jq.node.Node;
import dev.belay.jq.node.This;
import dev.belay.jq.value.Json;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Terms: literals, variables, calls, and what brackets hold. [Suffixes] and [Keywords] do the
/// rest.
final class Terms {
    private static final Set<String> RESERVED =
            Set.of(
                    "def", "if", "then", "elif", "else", "end", "as", "reduce", "foreach", "try",
                    "catch", "label", "import", "include", "and", "or", "__loc__");

    private final Parser parser;
    private final Lexer in;

    Terms(Parser parser) {
        this.parser = parser;
        this.in = parser.in;
    }

    static boolean isReserved(String name) {
        return RESERVED.contains(name);
    }

    /// A term with its suffixes. A binding takes everything up to the right end for its body.
    Node postfix() {
        parser.enter();
        Node term = new Suffixes(parser).after(term());
        if (in.peek().is("as")) {
            in.next();
            term = new Patterns(parser).bind(term);
        }
        parser.leave();
        return term;
    }

    Node suffixed() {
        parser.enter();
        Node term = new Suffixes(parser).after(term());
        parser.leave();
        return term;
    }

    private Node term() {
        Token token = in.next();
        return switch (token.kind()) {
            case NUMBER -> new Literal(number(token.text()));
            case QUOTE -> new Strings(parser).opened(token, null);
            case FIELD -> new Suffixes(parser).field(This.INSTANCE, token.text());
            case VARIABLE -> variable(token);
            case FORMAT -> new Strings(parser).format(token);
            case NAME -> named(token);
            case SIGN -> sign(token);
            case END -> throw in.error(token.at(), "the expression ends where a value is expected");
        };
    }

    private static JsonNode number(String text) {
        if (text.chars().allMatch(Character::isDigit) && text.length() < 20) {
            BigInteger whole = new BigInteger(text);
            if (whole.bitLength() < Long.SIZE) {
                return Json.of(whole.longValue());
            }
        }
        return Json.of(Double.parseDouble(text));
    }

    Node variable(Token token) {
        if (token.text().equals("__loc__")) {
            ObjectNode place = Json.object();
            place.put("file", "<top-level>");
            place.put("line", in.line(token.at()));
            return new Literal(place);
        }
        Node bound = parser.scope.variable(token.text());
        if (bound != null) {
            return bound;
        }
        if (parser.globals.contains(token.text())) {
            return new Global(token.text());
        }
        if (token.text().equals("ENV")) {
            throw in.error(token.at(), "$ENV is not there: expressions see no environment");
        }
        String known =
                parser.globals.isEmpty()
                        ? "no variable is given from outside"
                        : "known from outside: "
                                + String.join(
                                        ", ",
                                        parser.globals.stream()
                                                .sorted()
                                                .map(v -> "$" + v)
                                                .toList());
        throw in.error(token.at(), "$%s is not defined; %s".formatted(token.text(), known));
    }

    private Node sign(Token token) {
        return switch (token.text()) {
            case "." -> new Suffixes(parser).afterLoneDot();
            case ".." -> call(token, "recurse", List.of());
            case "(" -> {
                Node inside = parser.pipe();
                parser.expect(")");
                yield inside;
            }
            case "[" -> {
                if (parser.accept("]")) {
                    yield new Collect(Empty.INSTANCE);
                }
                Node inside = parser.pipe();
                parser.expect("]");
                yield new Collect(inside);
            }
            case "{" -> new Objects(parser).object();
            default -> throw in.error(token.at(), "expected a value, found " + token.shown());
        };
    }

    private Node named(Token token) {
        return switch (token.text()) {
            case "if" -> new Keywords(parser).condition();
            case "try" -> new Keywords(parser).attempt();
            case "reduce" -> new Keywords(parser).reduce();
            case "foreach" -> new Keywords(parser).foreach();
            case "break" -> new Keywords(parser).exit(token);
            case "import", "include" ->
                    throw in.error(
                            token.at(), "modules cannot be loaded; define functions with 'def'");
            case "def", "label" ->
                    throw in.error(
                            token.at(),
                            "'%s' needs parentheses around it here".formatted(token.text()));
            default -> {
                if (isReserved(token.text())) {
                    throw in.error(token.at(), "expected a value, found " + token.shown());
                }
                yield function(token);
            }
        };
    }

    private Node function(Token name) {
        List<Node> arguments = new ArrayList<>();
        if (in.peek().is("(")) {
            do {
                in.next();
                arguments.add(parser.pipe());
            } while (in.peek().is(";"));
            Token close = in.next();
            if (!close.is(")")) {
                String hint = close.is(",") ? "; arguments are separated by ';'" : "";
                throw in.error(
                        close.at(), "expected ')', found %s%s".formatted(close.shown(), hint));
            }
        }
        return call(name, name.text(), arguments);
    }

    private Node call(Token at, String name, List<Node> arguments) {
        Node own = parser.scope.function(name, arguments);
        if (own != null) {
            return own;
        }
        try {
            Node builtin = parser.builtins.call(name, arguments);
            if (builtin != null) {
                return builtin;
            }
        } catch (Builtins.Refused refused) {
            throw in.error(at.at(), String.valueOf(refused.getMessage()));
        }
        String similar = parser.builtins.similar(name);
        String hint = similar.isEmpty() ? "" : "; did you mean " + similar + "?";
        throw in.error(
                at.at(), "there is no function %s/%d%s".formatted(name, arguments.size(), hint));
    }
}
