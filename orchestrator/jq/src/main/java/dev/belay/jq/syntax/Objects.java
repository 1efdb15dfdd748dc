package dev.belay.jq.syntax;

import dev.belay.jq.node.Construct;
import dev.belay.jq.node.Field;
import dev.belay.jq.node.Index;
import dev.belay.jq.node.Literal;
import dev.belay.jq.node.Node;
import dev.belay.jq.node.Pipe;
import dev.belay.jq.node.This;
import dev.belay.jq.value.Json;
import java.util.ArrayList;
import java.util.List;

/// `{a: 1, "b c": 2, (key): 3, $x, d}`
final class Objects {
    private final Parser parser;
    private final Lexer in;

    Objects(Parser parser) {
        this.parser = parser;
        this.in = parser.in;
    }

    /// The brace is read already.
    Node object() {
        List<Node> parts = new ArrayList<>();
        if (!parser.accept("}")) {
            do {
                if (in.peek().is("}")) {
                    break;
                }
                entry(parts);
            } while (parser.accept(","));
            parser.expect("}");
        }
        return parser.checked(new Construct(parts));
    }

    private void entry(List<Node> parts) {
        Token token = in.peek();
        switch (token.kind()) {
            case VARIABLE -> {
                in.next();
                parts.add(new Literal(Json.of(token.text())));
                parts.add(new Terms(parser).variable(token));
            }
            case NAME -> {
                in.next();
                keyed(parts, new Literal(Json.of(token.text())));
            }
            case NUMBER ->
                    throw in.error(
                            token.at(), "keys are strings: write \"%s\"".formatted(token.text()));
            case QUOTE -> keyed(parts, new Strings(parser).string(null));
            case FORMAT -> {
                in.next();
                keyed(parts, new Strings(parser).format(token));
            }
            case SIGN -> {
                parser.expect("(");
                Node key = parser.pipe();
                parser.expect(")");
                parts.add(key);
                parser.expect(":");
                parts.add(value());
            }
            case FIELD, END -> throw in.error(token.at(), "expected a key, found " + token.shown());
        }
    }

    /// `key: value`, or only the key, for the field of that name.
    private void keyed(List<Node> parts, Node key) {
        parts.add(key);
        if (parser.accept(":")) {
            parts.add(value());
        } else if (key instanceof Literal name) {
            parts.add(new Field(This.INSTANCE, name.value().textValue()));
        } else {
            parts.add(new Index(This.INSTANCE, key));
        }
    }

    /// More than jq takes: any operator but the comma, also without parentheses.
    private Node value() {
        Scope before = parser.scope;
        Node value = new Operators(parser).alternative();
        while (parser.accept("|")) {
            value = parser.checked(new Pipe(value, new Operators(parser).alternative()));
        }
        parser.scope = before;
        return value;
    }
}
