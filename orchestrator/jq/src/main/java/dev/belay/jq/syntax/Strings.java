package dev.belay.jq.syntax;

import dev.belay.jq.node.Function;
import dev.belay.jq.node.FunctionCall;
import dev.belay.jq.node.Interpolate;
import dev.belay.jq.node.Literal;
import dev.belay.jq.node.Node;
import dev.belay.jq.syntax.Token.Kind;
import dev.belay.jq.value.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Strings with values inside, and the formats before them.
final class Strings {
    private static final Function PLAIN = (_, in, _) -> in;

    private final Parser parser;

    Strings(Parser parser) {
        this.parser = parser;
    }

    Node string(@Nullable Function format) {
        return opened(parser.in.next(), format);
    }

    /// The quote is read already.
    Node opened(Token quote, @Nullable Function format) {
        List<String> texts = new ArrayList<>();
        List<Node> values = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        while (parser.in.text(text, quote.at())) {
            texts.add(text.toString());
            text.setLength(0);
            values.add(parser.pipe());
            Token close = parser.in.peek();
            if (!close.is(")")) {
                throw parser.in.error(
                        close.at(),
                        "expected ')' after a value in a string, found " + close.shown());
            }
            parser.in.next();
        }
        texts.add(text.toString());
        if (values.isEmpty()) {
            return new Literal(Json.of(texts.getFirst()));
        }
        return parser.checked(new Interpolate(texts, values, format == null ? PLAIN : format));
    }

    /// `@csv`, or `@csv "text \(value)"`.
    Node format(Token name) {
        Function format = parser.builtins.format(name.text());
        if (format == null) {
            String similar = parser.builtins.similar("@" + name.text());
            String hint = similar.isEmpty() ? "" : "; did you mean " + similar + "?";
            throw parser.in.error(
                    name.at(), "there is no format @%s%s".formatted(name.text(), hint));
        }
        return parser.in.peek().kind() == Kind.QUOTE
                ? string(format)
                : new FunctionCall(format, List.of());
    }
}
