package dev.belay.api.runs;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A signal, a query or an update.
///
/// @param id of a signal or an update: the same id again is delivered once; null makes one
/// @param timeout how long an update may take; null is ten seconds
public record MessageBody(
        @Nullable String name,
        @Nullable JsonNode content,
        @Nullable String id,
        @Nullable Duration timeout) {
    /// With an id, where it has none.
    public MessageBody orId(@Nullable String other) {
        return id == null ? new MessageBody(name, content, other, timeout) : this;
    }

    public static MessageBody of(@Nullable String name, @Nullable JsonNode content) {
        return new MessageBody(name, content, null, null);
    }
}
