package dev.belay.jq.syntax;

import dev.belay.jq.node.Empty;
import dev.belay.jq.node.Field;
import dev.belay.jq.node.Index;
import dev.belay.jq.node.Iterate;
import dev.belay.jq.node.Literal;
import dev.belay.jq.node.Node;
import dev.belay.jq.node.Pipe;
import dev.belay.jq.node.Slice;
import dev.belay.jq.node.This;
import dev.belay.jq.node.Try;
import dev.belay.jq.syntax.Token.Kind;
import dev.belay.jq.value.Json;

/// What may follow a term: `.a`, `."b"`, `[0]`, `[1:2]`, `[]`, `?`.
final class Suffixes {
    private final Parser parser;
    private final Lexer in;

    Suffixes(Parser parser) {
        this.parser = parser;
        this.in = parser.in;
    }

    Node after(Node first) {
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

    Node field(Node term, String name) {
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
        return key instanceof Literal literal && literal.value().isTextual()
                ? field(term, literal.value().textValue())
                : new Index(term, key, optional());
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
            return slice(term, nothing, to);
        }
        Node key = parser.pipe();
        if (parser.accept("]")) {
            return keyed(term, key);
        }
        parser.expect(":");
        if (parser.accept("]")) {
            return slice(term, key, nothing);
        }
        Node to = parser.pipe();
        parser.expect("]");
        return slice(term, key, to);
    }

    private Node slice(Node term, Node from, Node to) {
        boolean known = from instanceof Literal && to instanceof Literal;
        return known && optional()
                ? new Pipe(term, new Try(new Slice(This.INSTANCE, from, to), Empty.INSTANCE))
                : new Slice(term, from, to);
    }

    Node afterLoneDot() {
        Token next = in.peek();
        if (next.kind() == Kind.QUOTE) {
            return keyed(This.INSTANCE, new Strings(parser).string(null));
        }
        return This.INSTANCE;
    }
}
