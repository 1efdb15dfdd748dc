package dev.belay.webhook.sender;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.webhook.template.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The senders that are known, by name.
public final class Senders {
    private static final String TABLE = "senders.json";

    private final Map<String, Sender> byName = new LinkedHashMap<>();

    private Senders(JsonNode table) {
        for (JsonNode row : table) {
            Sender sender = SenderReader.read(row);
            if (byName.put(sender.name(), sender) != null) {
                throw new IllegalArgumentException("sender %s is there twice".formatted(sender));
            }
        }
    }

    /// The table of this build.
    public static Senders known() {
        try (InputStream in = Senders.class.getResourceAsStream(TABLE)) {
            if (in == null) {
                throw new IllegalStateException("the resource %s is missing".formatted(TABLE));
            }
            return of(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// @param json rows as in the table of this build, for senders of one's own
    /// @throws IllegalArgumentException naming the row that cannot be read
    public static Senders of(byte[] json) {
        return new Senders(
                Json.parse(json)
                        .orElseThrow(() -> new IllegalArgumentException("the table is not JSON")));
    }

    public Collection<Sender> all() {
        return byName.values();
    }

    public Optional<Sender> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /// @throws BelayException `INVALID_REQUEST` listing those that are known
    public Sender require(String name) {
        return find(name)
                .orElseThrow(() ->
                        new BelayException(
                                ErrorCode.INVALID_REQUEST,
                                "no sender is called '%s'; known are %s"
                                        .formatted(name, String.join(", ", byName.keySet()))));
    }
}
