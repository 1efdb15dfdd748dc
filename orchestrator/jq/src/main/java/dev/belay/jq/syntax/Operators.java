package dev.belay.jq.syntax;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.jq.node.Alternative;
import dev.belay.jq.node.Binary;
import dev.belay.jq.node.Comma;
import dev.belay.jq.node.FunctionCall;
import dev.belay.jq.node.Literal;
import dev.belay.jq.node.Logic;
import dev.belay.jq.node.Modify;
import dev.belay.jq.node.Node;
import dev.belay.jq.node.Update;
import dev.belay.jq.value.Arithmetic;
import dev.belay.jq.value.Json;
import dev.belay.jq.value.Order;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Operators by precedence, loosest first: `,` `//` assignments `or` `and` comparisons `+ -` `* /
/// %`.
final class Operators {
    private static final Map<String, Binary.Operator> VALUES =
            Map.ofEntries(
                    Map.entry("+", Binary.PLUS),
                    Map.entry("-", Arithmetic::minus),
                    Map.entry("*", Arithmetic::times),
                    Map.entry("/", Arithmetic::divide),
                    Map.entry("%", Arithmetic::modulo),
                    Map.entry("==", (a, b, work) -> Json.of(Order.equal(a, b, work))),
                    Map.entry("!=", (a, b, work) -> Json.of(!Order.equal(a, b, work))),
                    Map.entry("<", (a, b, work) -> Json.of(Order.less(a, b, work))),
                    Map.entry(">", (a, b, work) -> Json.of(Order.less(b, a, work))),
                    Map.entry("<=", (a, b, work) -> Json.of(!Order.less(b, a, work))),
                    Map.entry(">=", (a, b, work) -> Json.of(!Order.less(a, b, work))));

    private static final Set<String> COMPARISONS = Set.of("==", "!=", "<", ">", "<=", ">=");
    private static final Set<String> SUMS = Set.of("+", "-");
    private static final Set<String> PRODUCTS = Set.of("*", "/", "%");
    private static final Set<String> UPDATES =
            Set.of("=", "|=", "+=", "-=", "*=", "/=", "%=", "//=");

    private final Parser parser;

    Operators(Parser parser) {
        this.parser = parser;
    }

    Node comma() {
        Node first = alternative();
        if (!parser.in.peek().is(",")) {
            return first;
        }
        List<Node> all = new ArrayList<>(List.of(first));
        while (parser.accept(",")) {
            all.add(alternative());
        }
        return parser.checked(new Comma(all));
    }

    /// Binds to the right: `a // b // c` is `a // (b // c)`.
    Node alternative() {
        Node left = update();
        if (!parser.accept("//")) {
            return left;
        }
        parser.enter();
        Node right = alternative();
        parser.leave();
        return parser.checked(new Alternative(left, right));
    }

    private Node update() {
        Node target = or();
        Token sign = parser.in.peek();
        if (sign.kind() != Token.Kind.SIGN || !UPDATES.contains(sign.text())) {
            return target;
        }
        parser.in.next();
        Node source = or();
        Token again = parser.in.peek();
        if (again.kind() == Token.Kind.SIGN && UPDATES.contains(again.text())) {
            throw parser.in.error(
                    again.at(), again.shown() + " cannot follow another assignment; use '|'");
        }
        return parser.checked(updating(sign.text(), target, source));
    }

    private static Node updating(String sign, Node target, Node source) {
        return switch (sign) {
            case "|=" -> new Modify(target, source);
            case "=" -> new Update(target, source, (_, value, _) -> value);
            case "//=" ->
                    new Update(target, source, (old, value, _) -> Json.isTrue(old) ? old : value);
            default -> {
                Binary.Operator operator = VALUES.get(sign.substring(0, 1));
                yield new Update(target, source, Objects.requireNonNull(operator));
            }
        };
    }

    private Node or() {
        Node left = and();
        while (parser.in.peek().is("or")) {
            parser.in.next();
            left = parser.checked(new Logic(true, left, and()));
        }
        return left;
    }

    private Node and() {
        Node left = comparison();
        while (parser.in.peek().is("and")) {
            parser.in.next();
            left = parser.checked(new Logic(false, left, comparison()));
        }
        return left;
    }

    private Node comparison() {
        Node left = sum();
        Token sign = parser.in.peek();
        if (!isOne(sign, COMPARISONS)) {
            return left;
        }
        parser.in.next();
        Node compared = binary(sign, left, sum());
        Token again = parser.in.peek();
        if (isOne(again, COMPARISONS)) {
            throw parser.in.error(
                    again.at(), again.shown() + " cannot follow another comparison; use 'and'");
        }
        return compared;
    }

    private Node sum() {
        Node left = product();
        while (isOne(parser.in.peek(), SUMS)) {
            Token sign = parser.in.next();
            left = binary(sign, left, product());
        }
        return left;
    }

    private Node product() {
        Node left = unary();
        while (isOne(parser.in.peek(), PRODUCTS)) {
            Token sign = parser.in.next();
            left = binary(sign, left, unary());
        }
        return left;
    }

    private Node unary() {
        if (!parser.in.peek().is("-")) {
            return new Terms(parser).postfix();
        }
        parser.in.next();
        parser.enter();
        Node negated = unary();
        parser.leave();
        if (negated instanceof Literal literal && literal.value().isNumber()) {
            return new Literal(negative(literal.value()));
        }
        return parser.checked(
                new FunctionCall(
                        (work, _, arguments) -> Arithmetic.negate(arguments[0], work),
                        List.of(negated)));
    }

    private static JsonNode negative(JsonNode number) {
        return Json.isLong(number) ? Json.of(-number.longValue()) : Json.of(-number.doubleValue());
    }

    private Node binary(Token sign, Node left, Node right) {
        Binary.Operator operator = Objects.requireNonNull(VALUES.get(sign.text()));
        return parser.checked(new Binary(operator, left, right));
    }

    private static boolean isOne(Token token, Set<String> signs) {
        return token.kind() == Token.Kind.SIGN && signs.contains(token.text());
    }
}
