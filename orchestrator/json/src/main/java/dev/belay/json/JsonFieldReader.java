package dev.belay.json;

import com.fasterxml.jackson.core.JsonToken;
import dev.belay.core.codec.FieldReader;
import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.model.Payload;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads the fields of one object that a [JsonFieldWriter] wrote, in whatever order a tool has
/// brought them since. Errors name the place, never the value.
public final class JsonFieldReader implements FieldReader {
    private final String document;
    private final SourceNode.Members members;
    private final String path;
    private final Set<String> taken = new HashSet<>();

    private JsonFieldReader(String document, SourceNode.Members members, String path) {
        this.document = document;
        this.members = members;
        this.path = path;
    }

    /// @throws BelayException `UNSUPPORTED_HISTORY` when the object has a field that `fields` did
    ///   not ask for, `UNREADABLE_HISTORY` when it is not an object or one of its fields is damaged
    static <T> T read(
            String document, SourceNode node, String path, Function<FieldReader, T> fields) {
        if (!(node instanceof SourceNode.Members members)) {
            throw unreadable(path, "an object");
        }
        var reader = new JsonFieldReader(document, members, path);
        T value = fields.apply(reader);
        reader.requireEnd();
        return value;
    }

    private void requireEnd() {
        for (String name : members.values().keySet()) {
            if (!taken.contains(name)) {
                throw new BelayException(
                        ErrorCode.UNSUPPORTED_HISTORY,
                        "field '%s' is not known to this build; a newer build wrote it"
                                .formatted(at(name)));
            }
        }
    }

    @Override
    public int kind(KindNames names) {
        String name = text(0, JsonFieldWriter.KIND);
        int number = names.number(name);
        if (number == 0) {
            throw new BelayException(
                    ErrorCode.UNSUPPORTED_HISTORY,
                    "kind '%s' at %s is not known to this build; a newer build wrote it"
                            .formatted(name, path));
        }
        return number;
    }

    @Override
    public boolean has(int tag, String name) {
        return members.values().containsKey(name);
    }

    @Override
    public long number(int tag, String name) {
        SourceNode node = take(name);
        return node == null
                ? 0
                : parse(name, "a whole number", node, JsonToken.VALUE_NUMBER_INT, Long::parseLong);
    }

    @Override
    public int integer(int tag, String name) {
        long value = number(tag, name);
        if (value != (int) value) {
            throw unreadable(at(name), "a number of 32 bits");
        }
        return (int) value;
    }

    @Override
    public boolean flag(int tag, String name) {
        return switch (take(name)) {
            case null -> false;
            case SourceNode.Scalar(var token, _, _, _) when token.isBoolean() ->
                    token == JsonToken.VALUE_TRUE;
            default -> throw unreadable(at(name), "true or false");
        };
    }

    @Override
    public String text(int tag, String name) {
        return require(name, textOrNull(tag, name));
    }

    @Override
    public @Nullable String textOrNull(int tag, String name) {
        SourceNode node = take(name);
        return node == null ? null : string(at(name), node);
    }

    @Override
    public double decimal(int tag, String name) {
        SourceNode node = take(name);
        if (node == null) {
            return 0;
        }
        if (node instanceof SourceNode.Scalar(var token, var text, _, _) && token.isNumeric()) {
            return Double.parseDouble(text);
        }
        throw unreadable(at(name), "a number");
    }

    @Override
    public Instant instant(int tag, String name) {
        return require(name, instantOrNull(tag, name));
    }

    @Override
    public @Nullable Instant instantOrNull(int tag, String name) {
        SourceNode node = take(name);
        return node == null
                ? null
                : parse(name, "an ISO time", node, JsonToken.VALUE_STRING, Instant::parse);
    }

    @Override
    public Duration duration(int tag, String name) {
        return require(name, durationOrNull(tag, name));
    }

    @Override
    public @Nullable Duration durationOrNull(int tag, String name) {
        SourceNode node = take(name);
        return node == null
                ? null
                : parse(name, "an ISO duration", node, JsonToken.VALUE_STRING, Duration::parse);
    }

    @Override
    public Payload payload(int tag, String name) {
        return object(tag, name, r -> ((JsonFieldReader) r).payload());
    }

    private Payload payload() {
        SourceNode embedded = take(JsonPayloads.JSON);
        if (embedded != null) {
            String json = document.substring(embedded.from(), embedded.to());
            return new Payload.Inline(json.getBytes(StandardCharsets.UTF_8));
        }
        SourceNode base64 = take(JsonPayloads.BASE64);
        if (base64 != null) {
            return new Payload.Inline(
                    parse(
                            JsonPayloads.BASE64,
                            "base64",
                            base64,
                            JsonToken.VALUE_STRING,
                            Base64.getDecoder()::decode));
        }
        try {
            return new Payload.Stored(text(1, JsonPayloads.SHA256), integer(2, JsonPayloads.SIZE));
        } catch (IllegalArgumentException e) {
            throw unreadable(at(JsonPayloads.SHA256), "a digest in hexadecimal");
        }
    }

    @Override
    public <T> T object(int tag, String name, Function<FieldReader, T> fields) {
        return require(name, this.<T>objectOrNull(tag, name, fields));
    }

    @Override
    public <T> @Nullable T objectOrNull(int tag, String name, Function<FieldReader, T> fields) {
        SourceNode node = take(name);
        return node == null ? null : read(document, node, at(name), fields);
    }

    @Override
    public <T> List<T> list(int tag, String name, Function<FieldReader, T> fields) {
        var values = new ArrayList<T>();
        for (SourceNode element : elements(name)) {
            String place = "%s[%d]".formatted(at(name), values.size());
            values.add(read(document, element, place, fields));
        }
        return values;
    }

    @Override
    public Set<String> texts(int tag, String name) {
        var values = new LinkedHashSet<String>();
        for (SourceNode element : elements(name)) {
            values.add(string(at(name), element));
        }
        return values;
    }

    @Override
    public Map<String, String> map(int tag, String name) {
        return switch (take(name)) {
            case null -> Map.of();
            case SourceNode.Members(var entries, _, _) -> {
                var values = new LinkedHashMap<String, String>();
                entries.forEach((key, value) -> values.put(key, string(at(name), value)));
                yield values;
            }
            default -> throw unreadable(at(name), "an object of strings");
        };
    }

    private List<SourceNode> elements(String name) {
        return switch (take(name)) {
            case null -> List.of();
            case SourceNode.Elements(var values, _, _) -> values;
            default -> throw unreadable(at(name), "a list");
        };
    }

    private @Nullable SourceNode take(String name) {
        taken.add(name);
        return members.values().get(name);
    }

    private static String string(String place, SourceNode node) {
        if (node instanceof SourceNode.Scalar(var token, var text, _, _)
                && token == JsonToken.VALUE_STRING) {
            return text;
        }
        throw unreadable(place, "a string");
    }

    private <T> T parse(
            String name,
            String expected,
            SourceNode node,
            JsonToken token,
            Function<String, T> by) {
        if (node instanceof SourceNode.Scalar scalar && scalar.token() == token) {
            try {
                return by.apply(scalar.text());
            } catch (DateTimeException | IllegalArgumentException e) {
                throw unreadable(at(name), expected);
            }
        }
        throw unreadable(at(name), expected);
    }

    private String at(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private <T> T require(String name, @Nullable T value) {
        if (value == null) {
            throw new BelayException(
                    ErrorCode.UNREADABLE_HISTORY, "field '%s' is missing".formatted(at(name)));
        }
        return value;
    }

    private static BelayException unreadable(String place, String expected) {
        return new BelayException(
                ErrorCode.UNREADABLE_HISTORY,
                "%s is not %s".formatted(place.isEmpty() ? "the document" : place, expected));
    }
}
