package dev.belay.core.history;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A run as it was after a batch, as stores keep it: they never look inside.
///
/// @param asOf the last batch that is part of it
/// @param bytes never changed after construction
public record Snapshot(long asOf, byte[] bytes) {
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Snapshot that
                && asOf == that.asOf
                && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(asOf);
    }

    @Override
    public String toString() {
        return "Snapshot(as of batch %d, %d bytes)".formatted(asOf, bytes.length);
    }
}
