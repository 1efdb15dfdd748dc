package dev.belay.jq.value;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;

/// An error that `try` can catch. It is a value in jq; the host gets another text, because the
/// value may hold what the expression saw.
public final class JqError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient JsonNode value;

    private JqError(JsonNode value, String told) {
        super(told, null, false, false);
        this.value = value;
    }

    /// An error that names types only, so that both readers get the same text.
    public static JqError of(String text) {
        return new JqError(TextNode.valueOf(text), text);
    }

    /// @param inside what `catch` gets
    /// @param told what the host may show
    public static JqError of(JsonNode inside, String told) {
        return new JqError(inside, told);
    }

    public JsonNode value() {
        return value;
    }

    /// Without any value that the expression saw.
    public String told() {
        return String.valueOf(getMessage());
    }
}
