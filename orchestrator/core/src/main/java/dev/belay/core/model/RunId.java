package dev.belay.core.model;

import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import java.time.Instant;

/// One execution of a workflow id. Sorts by the time of its creation.
///
/// @param value 26 characters of Crockford's base 32: 48 bits of milliseconds, 80 bits of
///   randomness (the layout that is known as ULID)
public record RunId(String value) implements Comparable<RunId> {
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int LENGTH = 26;

    public RunId {
        boolean valid = value.length() == LENGTH && value.charAt(0) <= '7';
        for (int i = 0; valid && i < LENGTH; i++) {
            valid = ALPHABET.indexOf(value.charAt(i)) >= 0;
        }
        if (!valid) {
            throw new BelayException(
                    ErrorCode.INVALID_NAME,
                    "run id '%s' is not one; expected 26 characters of 0-9 and A-Z without I, L, O, U"
                            .formatted(value.length() > 80 ? value.substring(0, 80) : value));
        }
    }

    /// @param high the upper 16 of the 80 random bits
    /// @param low the lower 64
    public static RunId of(Instant createdAt, int high, long low) {
        var out = new char[LENGTH];
        long millis = createdAt.toEpochMilli() & 0xFFFF_FFFF_FFFFL;
        for (int i = 9; i >= 0; i--) {
            out[i] = ALPHABET.charAt((int) (millis & 31));
            millis >>>= 5;
        }
        // 80 bits in 16 characters: the upper 40 and the lower 40.
        long upper = ((long) (high & 0xFFFF) << 24) | (low >>> 40);
        long lower = low & 0xFF_FFFF_FFFFL;
        for (int i = 17; i >= 10; i--) {
            out[i] = ALPHABET.charAt((int) (upper & 31));
            upper >>>= 5;
        }
        for (int i = 25; i >= 18; i--) {
            out[i] = ALPHABET.charAt((int) (lower & 31));
            lower >>>= 5;
        }
        return new RunId(new String(out));
    }

    /// The time of creation that the id carries, to the millisecond.
    public Instant createdAt() {
        long millis = 0;
        for (int i = 0; i < 10; i++) {
            millis = (millis << 5) | ALPHABET.indexOf(value.charAt(i));
        }
        return Instant.ofEpochMilli(millis);
    }

    @Override
    public int compareTo(RunId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
