package dev.belay.functions.http;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Hashes that every platform has, in hexadecimal.
final class Digests {
    private Digests() {}

    static String sha256(byte[] bytes) {
        return hex("SHA-256", bytes);
    }

    /// @param algorithm one that every platform has
    static String hex(String algorithm, byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
