package dev.belay.webhook.template;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A text with [Source]s in braces, for example `v0:{time}:{body}`.
///
/// @param text as it was written
public record Template(String text, List<Piece> pieces) {
    public Template {
        pieces = List.copyOf(pieces);
    }

    public sealed interface Piece {
        record Literal(String text) implements Piece {}

        record Hole(Source source) implements Piece {}
    }

    /// @throws IllegalArgumentException naming what is not known
    public static Template parse(String text) {
        var pieces = new ArrayList<Piece>();
        int at = 0;
        while (at < text.length()) {
            int open = text.indexOf('{', at);
            int close = open < 0 ? -1 : text.indexOf('}', open);
            if (close < 0) {
                break;
            }
            if (open > at) {
                pieces.add(new Piece.Literal(text.substring(at, open)));
            }
            pieces.add(new Piece.Hole(Source.parse(text.substring(open + 1, close))));
            at = close + 1;
        }
        if (at < text.length()) {
            pieces.add(new Piece.Literal(text.substring(at)));
        }
        return new Template(text, pieces);
    }

    /// Null where the request lacks something that is not optional.
    public byte @Nullable [] render(Exchange exchange) {
        var bytes = new ByteArrayOutputStream();
        for (Piece piece : pieces) {
            byte[] next =
                    switch (piece) {
                        case Piece.Literal(var literal) -> literal.getBytes(StandardCharsets.UTF_8);
                        case Piece.Hole(var source) -> source.resolve(exchange);
                    };
            if (next == null) {
                return null;
            }
            bytes.writeBytes(next);
        }
        return bytes.toByteArray();
    }

    public Optional<String> renderText(Exchange exchange) {
        byte[] bytes = render(exchange);
        return bytes == null
                ? Optional.empty()
                : Optional.of(new String(bytes, StandardCharsets.UTF_8));
    }

    /// Whether the request's raw body is a part of it.
    public boolean covers(Source.Kind kind) {
        return pieces.stream()
                .anyMatch(
                        piece -> piece instanceof Piece.Hole(var source) && source.kind() == kind);
    }
}
