package dev.belay.jq.syntax;

import dev.belay.jq.node.Empty;
import dev.belay.jq.node.Foreach;
import dev.belay.jq.node.FunctionCall;
import dev.belay.jq.node.If;
import dev.belay.jq.node.Node;
import dev.belay.jq.node.Reduce;
import dev.belay.jq.node.This;
import dev.belay.jq.node.Try;
import dev.belay.jq.syntax.Token.Kind;
import dev.belay.jq.value.Arithmetic;
import java.util.List;

/// `if`, `try`, `reduce`, `foreach` and `break`, whose first word is read already.
final class Keywords {
    private final Parser parser;
    private final Lexer in;

    Keywords(Parser parser) {
        this.parser = parser;
        this.in = parser.in;
    }

    Node condition() {
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

    Node attempt() {
        Node body = tried();
        if (!in.peek().is("catch")) {
            return new Try(body, Empty.INSTANCE);
        }
        in.next();
        return new Try(body, tried());
    }

    private Node tried() {
        if (!in.peek().is("-")) {
            return new Terms(parser).suffixed();
        }
        in.next();
        return new FunctionCall(
                (work, _, arguments) -> Arithmetic.negate(arguments[0], work),
                List.of(new Terms(parser).suffixed()));
    }

    Node reduce() {
        Scope before = parser.scope;
        Node source = new Terms(parser).suffixed();
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

    Node foreach() {
        Scope before = parser.scope;
        Node source = new Terms(parser).suffixed();
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

    Node exit(Token token) {
        Token name = in.next();
        Node found = name.kind() == Kind.VARIABLE ? parser.scope.label(name.text()) : null;
        if (found == null) {
            throw in.error(token.at(), "'break' needs the name of a label around it, like $out");
        }
        return found;
    }
}
