package dev.belay.api.http;

import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What makes the repetition of a write harmless.
public final class IdempotencyKey {
    public static final String HEADER = "Idempotency-Key";

    private static final Pattern FORM = Pattern.compile("[!-~]{1,128}");
    private static final String MARK = "belay.mark";
    private static final int MARK_CHARS = 32;

    private IdempotencyKey() {}

    /// @throws dev.belay.core.error.BelayException when it has another form
    public static Optional<String> of(ContainerRequestContext request) {
        String key = request.getHeaderString(HEADER);
        if (key == null) {
            return Optional.empty();
        }
        if (!FORM.matcher(key).matches()) {
            throw Parameters.invalid(
                    "the idempotency key has not 1 to 128 characters of ASCII without blanks");
        }
        return Optional.of(key);
    }

    public static void putMark(ContainerRequestContext request, String name) {
        request.setProperty(MARK, name.substring(0, MARK_CHARS));
    }

    /// Stands for who asks and their key, where something is to be named after it: the same request
    /// again gives the same name. Null for requests without a key.
    public static @Nullable String mark(ContainerRequestContext request) {
        return (String) request.getProperty(MARK);
    }
}
