package dev.belay.core.port;

import org.jspecify.annotations.Nullable;

/// Turns values into payload bytes and back. JSON unless somebody brings another.
public interface PayloadCodec {
    /// @throws dev.belay.core.error.BelayException `UNSERIALISABLE_RESULT` naming the type and the
    ///   place, never the value
    byte[] write(@Nullable Object value);

    /// @throws dev.belay.core.error.BelayException `UNREADABLE_PAYLOAD` naming the type and the
    ///   place, never the value
    <T> @Nullable T read(byte[] bytes, Class<T> type);
}
