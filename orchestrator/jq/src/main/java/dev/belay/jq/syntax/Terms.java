package dev.belay.jq.syntax;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.jq.node.Collect;
import dev.belay.jq.node.Empty;
import dev.belay.jq.node.Field;
import dev.belay.jq.node.Foreach;
import dev.belay.jq.node.FunctionCall;
import dev.belay.jq.node.Global;
import dev.belay.jq.node.If;
import dev.belay.jq.node.Index;
import dev.belay.jq.node.Iterate;
import dev.belay.jq.node.Literal;
import dev.belay.jq.node.Node;
import dev.belay.jq.node.Pipe;
import dev.belay.jq.node.Reduce;
import dev.belay.jq.node.Slice;
import dev.belay.jq.node.This;
import dev.belay.jq.node.Try;
import dev.belay.jq.syntax.Token.Kind;
import dev.belay.jq.value.Arithmetic;
import dev.belay.jq.value.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Terms and what may follow them: `.a[0].b?`, calls, literals, `if`, `try`, `reduce`, `as`.
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
        Node term = suffixes(term());
        if (in.peek().is("as")) {
            in.next();
            term = new Patterns(parser).bind(term);
        }
        parser.leave();
        return term;
    }

    Node suffixed() {
        parser.enter();
        Node term = suffixes(term());
        parser.leave();
        return term;
    }

    private Node suffixes(Node first) {
        Node term = first;
        while (true) {
            Token next = in.peek();
            if (next.kind() == Kind.FIELD) {
                in.next();
                term = field(term, next.text());
            } else if (next.is("[")) {
                in.next();
                term = bracket(term);
            } else if (next.is("?")) {
                in.next();
                term = new Try(term, Empty.INSTANCE);
            } else if (next.is("?//")) {
                in.back(next.at() + 1);
                term = new Try(term, Empty.INSTANCE);
            } else if (next.is(".")) {
                in.next();
                term = afterDot(term, next);
            } else {
                return term;
            }
            parser.checked(term);
        }
    }

    /// The `?` after a step is about that step alone: an error of `.a` in `.a.b?` is one.
    private boolean optional() {
        if (in.peek().is("?//")) {
            in.back(in.mark() + 1);
            return true;
        }
        return parser.accept("?");
    }

    private Node field(Node term, String name) {
        return optional()
                ? new Pipe(term, new Try(new Field(This.INSTANCE, name), Empty.INSTANCE))
                : new Field(term, name);
    }

    /// `."name"` or `.[…]`.
    private Node afterDot(Node term, Token dot) {
        Token next = in.peek();
        if (next.kind() == Kind.QUOTE) {
            return keyed(term, new Strings(parser).string(null));
        }
        if (next.is("[")) {
            in.next();
            return bracket(term);
        }
        throw in.error(dot.at(), "'.' needs a name, a string or '[' after it");
    }

    private Node keyed(Node term, Node key) {
        if (!(key instanceof Literal literal)) {
            return new Index(term, key);
        }
        if (literal.value().isTextual()) {
            return field(term, literal.value().textValue());
        }
        return optional()
                ? new Pipe(term, new Try(new Index(This.INSTANCE, key), Empty.INSTANCE))
                : new Index(term, key);
    }

    /// After `[`: an index, a slice or an iteration.
    private Node bracket(Node term) {
        if (parser.accept("]")) {
            return optional()
                    ? new Pipe(term, new Try(new Iterate(This.INSTANCE), Empty.INSTANCE))
                    : new Iterate(term);
        }
        Node nothing = new Literal(Json.NULL);
        if (parser.accept(":")) {
            Node to = parser.pipe();
            parser.expect("]");
            return new Slice(term, nothing, to);
        }
        Node key = parser.pipe();
        if (parser.accept("]")) {
            return keyed(term, key);
        }
        parser.expect(":");
        if (parser.accept("]")) {
            return new Slice(term, key, nothing);
        }
        Node to = parser.pipe();
        parser.expect("]");
        return new Slice(term, key, to);
    }

    private Node term() {
        Token token = in.next();
        return switch (token.kind()) {
            case NUMBER -> new Literal(number(token.text()));
            case QUOTE -> new Strings(parser).opened(token, null);
            case FIELD -> field(This.INSTANCE, token.text());
            case VARIABLE -> variable(token);
            case FORMAT -> new Strings(parser).format(token);
            case NAME -> named(token);
            case SIGN -> sign(token);
            case END -> throw in.error(token.at(), "the expression ends where a value is expected");
        };
    }

    private static JsonNode number(String text) {
        if (text.chars().allMatch(Character::isDigit) && text.length() <= 18) {
            return Json.of(Long.parseLong(text));
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
            case "." -> afterLoneDot();
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

    private Node afterLoneDot() {
        Token next = in.peek();
        if (next.kind() == Kind.QUOTE) {
            return keyed(This.INSTANCE, new Strings(parser).string(null));
        }
        return This.INSTANCE;
    }

    private Node named(Token token) {
        return switch (token.text()) {
            case "if" -> condition();
            case "try" -> attempt();
            case "reduce" -> reduce();
            case "foreach" -> foreach();
            case "break" -> exit(token);
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

    private Node condition() {
        Node condition = parser.pipe();
        parser.expect("then");
        Node yes = parser.pipe();
        Token next = in.next();
        return switch (next.text()) {
            case "end" -> new If(condition, yes, This.INSTANCE);
            case "else" -> {
                Node no = parser.pipe();
                parser.expect("end");
                yield new If(condition, yes, no);
            }
            case "elif" -> {
                parser.enter();
                Node no = condition();
                parser.leave();
                yield parser.checked(new If(condition, yes, no));
            }
            default ->
                    throw in.error(
                            next.at(), "expected 'else', 'elif' or 'end', found " + next.shown());
        };
    }

    private Node attempt() {
        Node body = tried();
        if (!in.peek().is("catch")) {
            return new Try(body, Empty.INSTANCE);
        }
        in.next();
        return new Try(body, tried());
    }

    private Node tried() {
        if (!in.peek().is("-")) {
            return suffixed();
        }
        in.next();
        return new FunctionCall(
                (work, _, arguments) -> Arithmetic.negate(arguments[0], work), List.of(suffixed()));
    }

    private Node reduce() {
        Scope before = parser.scope;
        Node source = suffixed();
        parser.expect("as");
        Patterns pattern = new Patterns(parser);
        pattern.first();
        Scope bound = parser.scope;
        parser.expect("(");
        parser.scope = before;
        Node init = parser.pipe();
        parser.expect(";");
        parser.scope = bound;
        Node update = pattern.around(parser.pipe());
        parser.expect(")");
        parser.scope = before;
        return new Reduce(source, init, update);
    }

    private Node foreach() {
        Scope before = parser.scope;
        Node source = suffixed();
        parser.expect("as");
        Patterns pattern = new Patterns(parser);
        pattern.first();
        Scope bound = parser.scope;
        parser.expect("(");
        parser.scope = before;
        Node init = parser.pipe();
        parser.expect(";");
        parser.scope = bound;
        Node update = pattern.around(parser.pipe());
        Node extract = This.INSTANCE;
        if (parser.accept(";")) {
            extract = pattern.around(parser.pipe());
        }
        parser.expect(")");
        parser.scope = before;
        return new Foreach(source, init, update, extract);
    }

    private Node exit(Token token) {
        Token name = in.next();
        Node found = name.kind() == Kind.VARIABLE ? parser.scope.label(name.text()) : null;
        if (found == null) {
            throw in.error(token.at(), "'break' needs the name of a label around it, like $out");
        }
        return found;
    }
}
