package dev.belay.embedded;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Changes that are written together, in the form that RocksDB's log has for them: so a whole group
/// crosses into native code once.
///
/// A header of 12 bytes (an 8-byte sequence number that RocksDB fills in, the number of changes as
/// 4 bytes, little-endian), then per change a type, a column family, a key and perhaps a value, the
/// lengths as variable-length integers.
final class Changes {
    private static final int HEADER = 12;
    private static final byte DELETE = 0x4;
    private static final byte PUT = 0x5;
    private static final byte DELETE_ONCE = 0x8;

    private byte[] buffer;
    private int length = HEADER;
    private int count;

    /// Which group these changes are; they serve many, one after another.
    private long group;

    private final List<Place> erased = new ArrayList<>();

    /// Where a change is, as long as its group is not written.
    record Place(long group, int from, int to) {}

    Changes(int bytes) {
        buffer = new byte[Math.max(HEADER, bytes)];
    }

    void begin(long newGroup) {
        group = newGroup;
        length = HEADER;
        count = 0;
        erased.clear();
    }

    Place put(Family family, byte[] key, byte[] value) {
        int from = length;
        begin(PUT, family, key, value.length + 5);
        append(value);
        return new Place(group, from, length);
    }

    /// Takes a change back, if it is one of these: what comes and goes within a group is never
    /// written.
    ///
    /// @return false when it was written, or is being written
    boolean erase(@Nullable Place place) {
        if (place == null || place.group() != group) {
            return false;
        }
        erased.add(place);
        count--;
        return true;
    }

    void delete(Family family, byte[] key) {
        begin(DELETE, family, key, 0);
    }

    /// For a key that was put exactly once since it last was not there; the two cancel out early.
    void deleteOnce(Family family, byte[] key) {
        begin(DELETE_ONCE, family, key, 0);
    }

    boolean isEmpty() {
        return count == 0;
    }

    int size() {
        return length;
    }

    int count() {
        return count;
    }

    /// Takes everything back that came after `size` and `count` were these.
    void rewind(int toSize, int toCount) {
        length = toSize;
        count = toCount;
    }

    int capacity() {
        return buffer.length;
    }

    byte[] toByteArray() {
        for (int i = 0; i < 4; i++) {
            buffer[8 + i] = (byte) (count >>> (8 * i));
        }
        if (erased.isEmpty()) {
            return Arrays.copyOf(buffer, length);
        }
        erased.sort(Comparator.comparingInt(Place::from));
        int kept = length;
        for (Place place : erased) {
            kept -= place.to() - place.from();
        }
        byte[] bytes = new byte[kept];
        int from = 0;
        int to = 0;
        for (Place place : erased) {
            System.arraycopy(buffer, from, bytes, to, place.from() - from);
            to += place.from() - from;
            from = place.to();
        }
        System.arraycopy(buffer, from, bytes, to, length - from);
        return bytes;
    }

    private void begin(byte type, Family family, byte[] key, int more) {
        ensure(12 + key.length + more);
        buffer[length++] = type;
        varint(family.id());
        append(key);
        count++;
    }

    private void append(byte[] bytes) {
        varint(bytes.length);
        System.arraycopy(bytes, 0, buffer, length, bytes.length);
        length += bytes.length;
    }

    private void varint(int value) {
        int rest = value;
        while ((rest & ~0x7F) != 0) {
            buffer[length++] = (byte) (rest & 0x7F | 0x80);
            rest >>>= 7;
        }
        buffer[length++] = (byte) rest;
    }

    private void ensure(int more) {
        if (buffer.length - length < more) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, length + more));
        }
    }
}
