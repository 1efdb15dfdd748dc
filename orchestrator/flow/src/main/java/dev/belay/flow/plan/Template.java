package dev.belay.flow.plan;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import org.jspecify.annotations.Nullable;

/// A JSON value with expressions in it: every string of the form `${ … }` is one.
///
/// @param value never changed
public record Template(@JsonValue JsonNode value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Template {}

    /// One that is an expression as a whole.
    public static Template of(Jq expression) {
        return new Template(TextNode.valueOf("${ " + expression.text() + " }"));
    }

    /// The expression that a string is; null where it is plain text.
    public static @Nullable Jq expressionIn(String text) {
        String trimmed = text.strip();
        return trimmed.startsWith("${") && trimmed.endsWith("}")
                ? new Jq(trimmed.substring(2, trimmed.length() - 1).strip())
                : null;
    }
}
