package dev.belay.core.codec;

import dev.belay.core.model.Payload;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// The compact form that stores keep: a key (`tag << 2 | wire type`) before each field, numbers as
/// variable-length integers, objects between a begin and an end mark. About a third of the size of
/// JSON, and ten times as fast to read; docs/adr says what else was weighed.
public final class BinaryWriter implements FieldWriter {
    static final int WIRE_NUMBER = 0;
    static final int WIRE_BYTES = 1;
    static final int WIRE_BEGIN = 2;
    static final int WIRE_END = 3;

    private byte[] buffer;
    private int length;

    public BinaryWriter() {
        this(512);
    }

    public BinaryWriter(int sizeExpected) {
        buffer = new byte[Math.max(16, sizeExpected)];
    }

    /// Writes a whole record: its fields and an end mark, without which a cut-off record could pass
    /// for a shorter one.
    public static <T> byte[] record(T value, BiConsumer<FieldWriter, T> fields) {
        var writer = new BinaryWriter();
        fields.accept(writer, value);
        writer.key(0, WIRE_END);
        return writer.toByteArray();
    }

    /// What was written so far, in an array of its own.
    public byte[] toByteArray() {
        return Arrays.copyOf(buffer, length);
    }

    public int size() {
        return length;
    }

    @Override
    public void kind(int tag, String name) {
        varint(tag);
    }

    @Override
    public void number(int tag, String name, long value) {
        if (value != 0) {
            key(tag, WIRE_NUMBER);
            varint((value << 1) ^ (value >> 63));
        }
    }

    @Override
    public void text(int tag, String name, @Nullable String value) {
        if (value != null) {
            key(tag, WIRE_BYTES);
            string(value);
        }
    }

    @Override
    public void decimal(int tag, String name, double value) {
        if (value != 0) {
            key(tag, WIRE_BYTES);
            byte[] bytes =
                    ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putDouble(value).array();
            bytes(bytes, 0, 8);
        }
    }

    @Override
    public void instant(int tag, String name, @Nullable Instant value) {
        if (value != null) {
            key(tag, WIRE_BYTES);
            secondsAndNanos(value.getEpochSecond(), value.getNano());
        }
    }

    @Override
    public void duration(int tag, String name, @Nullable Duration value) {
        if (value != null) {
            key(tag, WIRE_BYTES);
            secondsAndNanos(value.getSeconds(), value.getNano());
        }
    }

    /// The seconds, then the nanoseconds as milliseconds (even) or as they are (odd): most times
    /// have no more than milliseconds.
    private void secondsAndNanos(long seconds, int nanos) {
        ensure(20);
        int lengthAt = length++;
        varint((seconds << 1) ^ (seconds >> 63));
        if (nanos != 0) {
            varint(nanos % 1_000_000 == 0 ? (nanos / 1_000_000L) << 1 : ((long) nanos << 1) | 1);
        }
        buffer[lengthAt] = (byte) (length - lengthAt - 1);
    }

    @Override
    public void payload(int tag, String name, Payload value) {
        switch (value) {
            case Payload.Inline(byte[] bytes) -> {
                key(tag, WIRE_BYTES);
                bytes(bytes, 0, bytes.length);
            }
            case Payload.Stored(String sha256, int size) -> {
                key(tag, WIRE_BEGIN);
                text(1, "sha256", sha256);
                number(2, "size", size);
                key(0, WIRE_END);
            }
        }
    }

    @Override
    public <T> void object(
            int tag, String name, @Nullable T value, BiConsumer<FieldWriter, T> fields) {
        if (value != null) {
            key(tag, WIRE_BEGIN);
            fields.accept(this, value);
            key(0, WIRE_END);
        }
    }

    @Override
    public <T> void list(
            int tag, String name, Collection<T> values, BiConsumer<FieldWriter, T> fields) {
        for (T value : values) {
            object(tag, name, value, fields);
        }
    }

    /// Sorted, so that the same values always give the same bytes, in whatever process.
    @Override
    public void texts(int tag, String name, Collection<String> values) {
        for (String value : values.size() < 2 ? values : new TreeSet<>(values)) {
            text(tag, name, value);
        }
    }

    /// Sorted by key, so that the same values always give the same bytes, in whatever process.
    @Override
    public void map(int tag, String name, Map<String, String> values) {
        var sorted = values.size() < 2 ? values : new TreeMap<>(values);
        for (var entry : sorted.entrySet()) {
            text(tag, name, entry.getKey());
            text(tag, name, entry.getValue());
        }
    }

    private void key(int tag, int wire) {
        varint((long) tag << 2 | wire);
    }

    private void varint(long value) {
        ensure(10);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            buffer[length++] = (byte) (rest & 0x7F | 0x80);
            rest >>>= 7;
        }
        buffer[length++] = (byte) rest;
    }

    private void string(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        bytes(bytes, 0, bytes.length);
    }

    private void bytes(byte[] bytes, int from, int count) {
        varint(count);
        ensure(count);
        System.arraycopy(bytes, from, buffer, length, count);
        length += count;
    }

    private void ensure(int more) {
        if (buffer.length - length < more) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, length + more));
        }
    }
}
