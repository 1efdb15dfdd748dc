package dev.belay.jq.syntax;

import dev.belay.jq.node.Bind;
import dev.belay.jq.node.Fallbacks;
import dev.belay.jq.node.Field;
import dev.belay.jq.node.Index;
import dev.belay.jq.node.Literal;
import dev.belay.jq.node.Node;
import dev.belay.jq.node.Variable;
import dev.belay.jq.syntax.Token.Kind;
import dev.belay.jq.value.Json;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What follows `as`. A pattern becomes a chain of bindings: `. as [$a, {b: $c}]` binds the whole
/// first, then its element 0, and so on, each to a name or to a place without one.
final class Patterns {
    /// A name that no program can write.
    private static final String HIDDEN = " ";

    private final Parser parser;
    private final Lexer in;

    /// What to bind, in order; the first is bound by whoever has the whole value.
    private final List<Node> sources = new ArrayList<>();

    Patterns(Parser parser) {
        this.parser = parser;
        this.in = parser.in;
    }

    /// `source as pattern | body`, with alternatives.
    Node bind(Node source) {
        Scope before = parser.scope;
        int begin = in.mark();
        first();
        Token next = in.peek();
        if (!next.is("?//")) {
            parser.expect("|");
            Node body = around(parser.pipe());
            parser.scope = before;
            return parser.checked(new Bind(source, body));
        }
        parser.scope = before;
        in.back(begin);
        return alternatives(source);
    }

    /// Reads one pattern. The whole value is bound already, one level up.
    void first() {
        Token next = in.peek();
        if (next.kind() == Kind.VARIABLE) {
            in.next();
            parser.scope = parser.scope.withVariable(next.text());
        } else {
            parser.scope = parser.scope.withVariable(HIDDEN);
            parts(depth());
        }
    }

    /// Wraps a body into the bindings that follow the first.
    Node around(Node body) {
        Node all = body;
        for (Node source : sources.reversed()) {
            all = parser.checked(new Bind(source, all));
        }
        return all;
    }

    private int depth() {
        return sources.size();
    }

    /// @param whole how many bindings were made before the value that is taken apart
    private void parts(int whole) {
        parser.enter();
        Token open = in.next();
        if (open.is("[")) {
            int index = 0;
            do {
                Node key = new Literal(Json.of(index++));
                part(new Index(whole(whole), key));
            } while (parser.accept(","));
            parser.expect("]");
        } else if (open.is("{")) {
            do {
                entry(whole);
            } while (parser.accept(","));
            parser.expect("}");
        } else {
            throw in.error(open.at(), "expected $name, [ or { after 'as', found " + open.shown());
        }
        parser.leave();
    }

    private Node whole(int whole) {
        return new Variable(depth() - whole);
    }

    private void part(Node source) {
        Token next = in.peek();
        sources.add(source);
        if (next.kind() == Kind.VARIABLE) {
            in.next();
            parser.scope = parser.scope.withVariable(next.text());
        } else {
            parser.scope = parser.scope.withVariable(HIDDEN);
            parts(depth());
        }
    }

    private void entry(int whole) {
        Token key = in.peek();
        if (key.kind() == Kind.VARIABLE) {
            in.next();
            sources.add(new Field(whole(whole), key.text()));
            parser.scope = parser.scope.withVariable(key.text());
            if (parser.accept(":")) {
                part(new Variable(0));
            }
            return;
        }
        Node name =
                switch (key.kind()) {
                    case NAME -> {
                        in.next();
                        yield new Literal(Json.of(key.text()));
                    }
                    case QUOTE -> new Strings(parser).string(null);
                    case SIGN -> {
                        parser.expect("(");
                        Node computed = parser.pipe();
                        parser.expect(")");
                        yield computed;
                    }
                    case NUMBER, FIELD, FORMAT, VARIABLE, END ->
                            throw in.error(key.at(), "expected a key, found " + key.shown());
                };
        parser.expect(":");
        part(new Index(whole(whole), name));
    }

    /// `p ?// q | body`: each pattern with a copy of the body; every name of all of them is null
    /// where its pattern does not bind it.
    private Node alternatives(Node source) {
        Scope before = parser.scope;
        List<Integer> begins = new ArrayList<>();
        Set<String> names = new LinkedHashSet<>();
        do {
            begins.add(in.mark());
            collect(names);
        } while (parser.accept("?//"));
        parser.expect("|");
        int body = in.mark();
        List<Node> attempts = new ArrayList<>();
        for (int begin : begins) {
            parser.scope = before.withVariable(HIDDEN);
            names.forEach(name -> parser.scope = parser.scope.withVariable(name));
            in.back(begin);
            Patterns pattern = new Patterns(parser);
            pattern.sources.add(new Variable(names.size()));
            pattern.first();
            in.back(body);
            Node attempt = pattern.around(parser.pipe());
            for (int i = 0; i < names.size(); i++) {
                attempt = new Bind(new Literal(Json.NULL), attempt);
            }
            attempts.add(parser.checked(attempt));
        }
        parser.scope = before;
        return parser.checked(new Bind(source, new Fallbacks(attempts)));
    }

    private void collect(Set<String> names) {
        Scope before = parser.scope;
        int begin = in.mark();
        new Patterns(parser).first();
        int end = in.mark();
        in.back(begin);
        while (in.mark() < end) {
            Token token = in.next();
            if (token.kind() == Kind.VARIABLE) {
                names.add(token.text());
            } else if (token.kind() == Kind.QUOTE) {
                new Strings(parser).opened(token, null);
            }
        }
        parser.scope = before;
    }
}
