package dev.belay.json;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.belay.core.codec.FieldWriter;
import dev.belay.core.model.Payload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Writes fields under their names. Times and durations are ISO 8601; a payload that is JSON stands
/// in the document as it is, byte for byte, any other as base64.
public final class JsonFieldWriter implements FieldWriter {
    /// Says which of a family a value is. No field has this name.
    static final String KIND = "@type";

    private final JsonGenerator out;

    JsonFieldWriter(JsonGenerator out) {
        this.out = out;
        // Queues refuse the two non-characters above.
        out.setHighestNonEscapedChar(0xFFFD);
    }

    /// Writes one object with the fields that `fields` gives it.
    <T> void root(T value, BiConsumer<FieldWriter, T> fields) {
        write(out::writeStartObject);
        fields.accept(this, value);
        write(out::writeEndObject);
    }

    @Override
    public void kind(int tag, String name) {
        write(() -> out.writeStringField(KIND, name));
    }

    @Override
    public void number(int tag, String name, long value) {
        if (value != 0) {
            write(() -> out.writeNumberField(name, value));
        }
    }

    @Override
    public void flag(int tag, String name, boolean value) {
        if (value) {
            write(() -> out.writeBooleanField(name, true));
        }
    }

    @Override
    public void text(int tag, String name, @Nullable String value) {
        if (value != null) {
            write(() -> out.writeStringField(name, wellFormed(value)));
        }
    }

    @Override
    public void decimal(int tag, String name, double value) {
        if (value != 0) {
            write(() -> out.writeNumberField(name, value));
        }
    }

    @Override
    public void instant(int tag, String name, @Nullable Instant value) {
        text(tag, name, value == null ? null : value.toString());
    }

    @Override
    public void duration(int tag, String name, @Nullable Duration value) {
        text(tag, name, value == null ? null : value.toString());
    }

    @Override
    public void payload(int tag, String name, Payload value) {
        object(tag, name, value, (w, p) -> payload(p));
    }

    private void payload(Payload value) {
        switch (value) {
            case Payload.Inline inline -> {
                String json = JsonPayloads.embeddable(inline);
                if (json == null) {
                    String base64 = Base64.getEncoder().encodeToString(inline.bytes());
                    text(1, JsonPayloads.BASE64, base64);
                } else {
                    write(() -> {
                        out.writeFieldName(JsonPayloads.JSON);
                        out.writeRawValue(json);
                    });
                }
            }
            case Payload.Stored(String sha256, int size) -> {
                text(1, JsonPayloads.SHA256, sha256);
                number(2, JsonPayloads.SIZE, size);
            }
        }
    }

    @Override
    public <T> void object(
            int tag, String name, @Nullable T value, BiConsumer<FieldWriter, T> fields) {
        if (value != null) {
            write(() -> out.writeFieldName(name));
            root(value, fields);
        }
    }

    @Override
    public <T> void list(
            int tag, String name, Collection<T> values, BiConsumer<FieldWriter, T> fields) {
        if (!values.isEmpty()) {
            write(() -> out.writeArrayFieldStart(name));
            values.forEach(value -> root(value, fields));
            write(out::writeEndArray);
        }
    }

    /// Sorted, so that the same values always give the same text.
    @Override
    public void texts(int tag, String name, Collection<String> values) {
        if (!values.isEmpty()) {
            write(() -> {
                out.writeArrayFieldStart(name);
                for (String value : new TreeSet<>(values)) {
                    out.writeString(wellFormed(value));
                }
                out.writeEndArray();
            });
        }
    }

    /// Sorted by key, so that the same values always give the same text.
    @Override
    public void map(int tag, String name, Map<String, String> values) {
        if (!values.isEmpty()) {
            write(() -> {
                out.writeObjectFieldStart(name);
                for (var entry : new TreeMap<>(values).entrySet()) {
                    out.writeStringField(wellFormed(entry.getKey()), wellFormed(entry.getValue()));
                }
                out.writeEndObject();
            });
        }
    }

    /// Half of a surrogate pair (a message cut in the middle of a character) becomes `?`, as in the
    /// binary form; a message that could not be sent would leave its run waiting.
    private static String wellFormed(String text) {
        boolean suspect = false;
        for (int i = 0; i < text.length() && !suspect; i++) {
            suspect = Character.isSurrogate(text.charAt(i));
        }
        return suspect
                ? new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8)
                : text;
    }

    private static void write(Writing writing) {
        try {
            writing.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Writing {
        void run() throws IOException;
    }
}
