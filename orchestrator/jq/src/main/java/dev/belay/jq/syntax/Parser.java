package dev.belay.jq.syntax;

import dev.belay.jq.node.Argument;
import dev.belay.jq.node.Bind;
import dev.belay.jq.node.Definition;
import dev.belay.jq.node.Label;
import dev.belay.jq.node.Node;
import dev.belay.jq.node.Pipe;
import dev.belay.jq.syntax.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Reads a program: pipes, definitions and what binds names. Operators are read by their
/// precedence, terms by [Terms].
public final class Parser {
    /// How deep parentheses, brackets and strings may nest.
    public static final int NESTING_MAX = 200;

    /// How deep the compiled program may be: a long chain of operators is deep as well.
    public static final int HEIGHT_MAX = 300;

    public static final int CHARS_MAX = 32_768;

    /// How many words may be read, those read again for `?//` included.
    private static final int WORDS_MAX = 100_000;

    final Lexer in;
    final Builtins builtins;
    final Set<String> globals;
    Scope scope = Scope.ROOT;
    private int nesting;
    private int words;

    private Parser(String source, Set<String> globals, Builtins builtins) {
        this.in = new Lexer(source);
        this.globals = globals;
        this.builtins = builtins;
    }

    /// @throws SyntaxError when it cannot be compiled
    public static Node program(String source, Set<String> globals, Builtins builtins) {
        if (source.length() > CHARS_MAX) {
            throw SyntaxError.at(
                    source, 0, "the expression is longer than %,d characters".formatted(CHARS_MAX));
        }
        Parser parser = new Parser(source, globals, builtins);
        if (parser.in.peek().kind() == Kind.END) {
            throw parser.in.error(0, "the expression is empty; write '.' for the input itself");
        }
        Node program = parser.pipe();
        parser.end();
        return program;
    }

    /// The name and the parameters of a definition of the library.
    public static Definition declaration(String source, Builtins builtins) {
        Parser parser = new Parser(source, Set.of(), builtins);
        parser.in.next();
        return new Definition(parser.name("a function's name").text(), parser.parameters());
    }

    /// Compiles the body of a definition of the library, which sees nothing around it.
    public static void define(String source, Definition definition, Builtins builtins) {
        Parser parser = new Parser(source, Set.of(), builtins);
        parser.in.next();
        parser.in.next();
        parser.parameters();
        parser.body(definition);
        parser.end();
    }

    private void end() {
        Token rest = in.peek();
        if (rest.kind() != Kind.END) {
            throw in.error(rest.at(), "expected an operator or the end, found " + rest.shown());
        }
    }

    /// `a | b`, with everything that reaches to the right end: definitions, bindings and labels.
    Node pipe() {
        enter();
        Scope before = scope;
        List<Node> stages = new ArrayList<>();
        do {
            stages.add(stage());
        } while (accept("|"));
        Node pipe = stages.removeLast();
        for (Node stage : stages.reversed()) {
            pipe = checked(new Pipe(stage, pipe));
        }
        scope = before;
        leave();
        return pipe;
    }

    private Node stage() {
        if (in.peek().is("def")) {
            return defined();
        }
        return in.peek().is("label") ? label() : new Operators(this).comma();
    }

    private Node defined() {
        in.next();
        Token name = name("a function's name");
        Definition definition = new Definition(name.text(), parameters());
        body(definition);
        scope = scope.with(definition);
        return pipe();
    }

    private List<String> parameters() {
        List<String> names = new ArrayList<>();
        if (in.peek().is("(")) {
            do {
                in.next();
                Token name = in.next();
                if (name.kind() != Kind.NAME && name.kind() != Kind.VARIABLE) {
                    throw in.error(name.at(), "expected a parameter, found " + name.shown());
                }
                names.add((name.kind() == Kind.VARIABLE ? "$" : "") + name.text());
            } while (in.peek().is(";"));
            expect(")");
        }
        return names;
    }

    /// A parameter `$a` is an argument that is evaluated first and then bound to the variable.
    private void body(Definition definition) {
        expect(":");
        Scope outside = scope;
        List<String> names =
                definition.parameters().stream().map(each -> each.replace("$", "")).toList();
        scope = scope.with(definition).withParameters(names);
        List<Integer> values = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            if (definition.parameters().get(i).startsWith("$")) {
                scope = scope.withVariable(names.get(i));
                values.add(i);
            }
        }
        Node body = pipe();
        for (int i = values.size() - 1; i >= 0; i--) {
            body = checked(new Bind(new Argument(i, values.get(i)), body));
        }
        expect(";");
        scope = outside;
        definition.complete(body);
    }

    private Node label() {
        in.next();
        Token name = in.next();
        if (name.kind() != Kind.VARIABLE) {
            throw in.error(name.at(), "a label needs a name like $out");
        }
        expect("|");
        scope = scope.withLabel(name.text());
        return checked(new Label(pipe()));
    }

    Token name(String what) {
        Token name = in.next();
        if (name.kind() != Kind.NAME) {
            throw in.error(name.at(), "expected %s, found %s".formatted(what, name.shown()));
        }
        return name;
    }

    void expect(String sign) {
        Token found = in.next();
        if (!found.is(sign)) {
            throw in.error(found.at(), "expected '%s', found %s".formatted(sign, found.shown()));
        }
    }

    boolean accept(String sign) {
        if (in.peek().is(sign)) {
            in.next();
            return true;
        }
        return false;
    }

    void enter() {
        if (++nesting > NESTING_MAX) {
            throw in.error(
                    in.peek().at(),
                    "nested more than %d levels deep; split it with variables or functions"
                            .formatted(NESTING_MAX));
        }
        if (++words > WORDS_MAX) {
            throw in.error(in.peek().at(), "the expression is too long to compile");
        }
    }

    void leave() {
        nesting--;
    }

    Node checked(Node node) {
        if (node.height() > HEIGHT_MAX) {
            throw in.error(
                    in.peek().at(),
                    "more than %d operators in a row; use an array and 'add' or 'join'"
                            .formatted(HEIGHT_MAX));
        }
        return node;
    }
}
