package dev.belay.functions.http;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What came back.
///
/// @param headers under lower-case names; repeated ones joined by `, `
/// @param body a JSON value where the answer says that it is JSON, else its text; null where there
///   is none
public record HttpAnswer(int status, Map<String, String> headers, @Nullable Object body) {
    public HttpAnswer {
        headers = Map.copyOf(Objects.requireNonNullElse(headers, Map.of()));
    }

    /// Shows no content.
    @Override
    public String toString() {
        return "HttpAnswer(%d)".formatted(status);
    }
}
