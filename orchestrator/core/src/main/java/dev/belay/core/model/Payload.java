package dev.belay.core.model;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// A value that crosses a process: an input, a result, a signal's content. Either its bytes (JSON,
/// unless a codec of the user's says otherwise) or, when large, where they are stored.
///
/// Values never reach a message or a log: [#toString] shows a size.
public sealed interface Payload {
    /// JSON `null`, what a missing value travels as.
    Payload NULL = Inline.of("null");

    /// The number of bytes of the value itself.
    int size();

    /// The bytes are here. The array is never changed after construction.
    record Inline(byte[] bytes) implements Payload {
        public static Inline of(String json) {
            return new Inline(json.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public int size() {
            return bytes.length;
        }

        /// The bytes read as UTF-8.
        public String text() {
            return new String(bytes, StandardCharsets.UTF_8);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Inline that && Arrays.equals(bytes, that.bytes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }

        @Override
        public String toString() {
            return "Payload(%d bytes)".formatted(bytes.length);
        }
    }

    /// The bytes are in the payload store, under their own digest: storing them twice is harmless.
    ///
    /// @param sha256 32 bytes, in hexadecimal
    /// @param size of the value in bytes
    record Stored(String sha256, int size) implements Payload {
        public Stored {
            if (sha256.length() != 64) {
                throw new IllegalArgumentException(
                        "sha256 has %d characters, expected 64".formatted(sha256.length()));
            }
            HexFormat.of().parseHex(sha256);
        }

        @Override
        public String toString() {
            return "Payload(%d bytes, stored)".formatted(size);
        }
    }
}
