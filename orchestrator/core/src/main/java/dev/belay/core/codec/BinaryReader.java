package dev.belay.core.codec;

import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.model.Payload;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads what [BinaryWriter] wrote.
public final class BinaryReader implements FieldReader {
    private static final int NONE = -1;

    private final byte[] bytes;
    private int position;
    private final int end;

    /// The key that was read and not used yet, or [#NONE].
    private int pendingKey = NONE;

    public BinaryReader(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    public BinaryReader(byte[] bytes, int from, int count) {
        this.bytes = bytes;
        this.position = from;
        this.end = from + count;
    }

    /// Reads a whole record, as [BinaryWriter#record] wrote it.
    ///
    /// @throws BelayException `UNSUPPORTED_HISTORY` when a newer build wrote it,
    ///   `UNREADABLE_HISTORY` when it is damaged, whatever the damage looks like
    public static <T> T record(byte[] bytes, Function<FieldReader, T> fields) {
        var reader = new BinaryReader(bytes);
        try {
            T value = fields.apply(reader);
            reader.requireEnd();
            return value;
        } catch (BelayException failed) {
            if (failed.code() == ErrorCode.UNSUPPORTED_HISTORY
                    || failed.code() == ErrorCode.UNREADABLE_HISTORY) {
                throw failed;
            }
            throw damaged(reader, failed);
        } catch (RuntimeException failed) {
            throw damaged(reader, failed);
        }
    }

    private static BelayException damaged(BinaryReader reader, RuntimeException cause) {
        return new BelayException(
                ErrorCode.UNREADABLE_HISTORY,
                "the record is damaged near byte %d".formatted(reader.position),
                cause);
    }

    private void requireEnd() {
        if (!take(0, BinaryWriter.WIRE_END)) {
            throw pendingKey == NONE ? truncated() : unknownField();
        }
        if (position < end) {
            throw new BelayException(
                    ErrorCode.UNREADABLE_HISTORY,
                    "the record goes on after its end, at byte %d".formatted(position));
        }
    }

    @Override
    public int kind(KindNames names) {
        int number = Math.toIntExact(varint());
        if (!names.knows(number)) {
            throw new BelayException(
                    ErrorCode.UNSUPPORTED_HISTORY,
                    "kind %d is not known to this build; a newer build wrote it".formatted(number));
        }
        return number;
    }

    @Override
    public boolean has(int tag, String name) {
        int key = peek();
        return key != NONE && key >> 2 == tag && (key & 3) != BinaryWriter.WIRE_END;
    }

    @Override
    public long number(int tag, String name) {
        if (!take(tag, BinaryWriter.WIRE_NUMBER)) {
            return 0;
        }
        long raw = varint();
        return (raw >>> 1) ^ -(raw & 1);
    }

    @Override
    public String text(int tag, String name) {
        return require(name, textOrNull(tag, name));
    }

    @Override
    public @Nullable String textOrNull(int tag, String name) {
        if (!take(tag, BinaryWriter.WIRE_BYTES)) {
            return null;
        }
        int count = count();
        var text = new String(bytes, position, count, StandardCharsets.UTF_8);
        position += count;
        return text;
    }

    @Override
    public double decimal(int tag, String name) {
        if (!take(tag, BinaryWriter.WIRE_BYTES)) {
            return 0;
        }
        int count = count();
        double value =
                ByteBuffer.wrap(bytes, position, count).order(ByteOrder.LITTLE_ENDIAN).getDouble();
        position += count;
        return value;
    }

    @Override
    public Instant instant(int tag, String name) {
        return require(name, instantOrNull(tag, name));
    }

    @Override
    public @Nullable Instant instantOrNull(int tag, String name) {
        if (!take(tag, BinaryWriter.WIRE_BYTES)) {
            return null;
        }
        int until = count() + position;
        return Instant.ofEpochSecond(seconds(), nanos(until));
    }

    @Override
    public Duration duration(int tag, String name) {
        return require(name, durationOrNull(tag, name));
    }

    @Override
    public @Nullable Duration durationOrNull(int tag, String name) {
        if (!take(tag, BinaryWriter.WIRE_BYTES)) {
            return null;
        }
        int until = count() + position;
        return Duration.ofSeconds(seconds(), nanos(until));
    }

    private long seconds() {
        long raw = varint();
        return (raw >>> 1) ^ -(raw & 1);
    }

    private long nanos(int until) {
        if (position >= until) {
            return 0;
        }
        long raw = varint();
        return (raw & 1) == 0 ? (raw >>> 1) * 1_000_000L : raw >>> 1;
    }

    @Override
    public Payload payload(int tag, String name) {
        int key = peek();
        if (key == (tag << 2 | BinaryWriter.WIRE_BYTES)) {
            pendingKey = NONE;
            int count = count();
            var value = new Payload.Inline(Arrays.copyOfRange(bytes, position, position + count));
            position += count;
            return value;
        }
        return object(
                tag, name, r -> new Payload.Stored(r.text(1, "sha256"), r.integer(2, "size")));
    }

    @Override
    public <T> T object(int tag, String name, Function<FieldReader, T> fields) {
        return require(name, this.<T>objectOrNull(tag, name, fields));
    }

    @Override
    public <T> @Nullable T objectOrNull(int tag, String name, Function<FieldReader, T> fields) {
        if (!take(tag, BinaryWriter.WIRE_BEGIN)) {
            return null;
        }
        T value = fields.apply(this);
        if (!take(0, BinaryWriter.WIRE_END)) {
            throw pendingKey == NONE ? truncated() : unknownField();
        }
        return value;
    }

    @Override
    public <T> List<T> list(int tag, String name, Function<FieldReader, T> fields) {
        var values = new ArrayList<T>();
        for (T value = objectOrNull(tag, name, fields);
                value != null;
                value = objectOrNull(tag, name, fields)) {
            values.add(value);
        }
        return values;
    }

    @Override
    public Set<String> texts(int tag, String name) {
        var values = new LinkedHashSet<String>();
        for (String value = textOrNull(tag, name); value != null; value = textOrNull(tag, name)) {
            values.add(value);
        }
        return values;
    }

    @Override
    public Map<String, String> map(int tag, String name) {
        var values = new LinkedHashMap<String, String>();
        for (String key = textOrNull(tag, name); key != null; key = textOrNull(tag, name)) {
            values.put(key, text(tag, name));
        }
        return values;
    }

    /// Consumes the key if it is the next one; another key stays for the field that it belongs to.
    private boolean take(int tag, int wire) {
        if (peek() != (tag << 2 | wire)) {
            return false;
        }
        pendingKey = NONE;
        return true;
    }

    private int peek() {
        if (pendingKey == NONE && position < end) {
            pendingKey = Math.toIntExact(varint());
        }
        return pendingKey;
    }

    private int count() {
        long count = varint();
        if (count < 0 || count > end - position) {
            throw truncated();
        }
        return (int) count;
    }

    private long varint() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            if (position >= end) {
                throw truncated();
            }
            byte next = bytes[position++];
            value |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw truncated();
    }

    private <T> T require(String name, @Nullable T value) {
        if (value == null) {
            throw new BelayException(
                    ErrorCode.UNREADABLE_HISTORY,
                    "field '%s' is missing at byte %d".formatted(name, position));
        }
        return value;
    }

    private BelayException truncated() {
        return new BelayException(
                ErrorCode.UNREADABLE_HISTORY,
                "the record ends in the middle, at byte %d".formatted(position));
    }

    private BelayException unknownField() {
        return new BelayException(
                ErrorCode.UNSUPPORTED_HISTORY,
                "field %d at byte %d is not known to this build; a newer build wrote it"
                        .formatted(pendingKey >> 2, position));
    }
}
