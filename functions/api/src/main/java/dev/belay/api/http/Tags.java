package dev.belay.api.http;

import dev.belay.api.problem.RefusedException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// Entity tags: what two people may change at once is changed only as it was last seen.
public final class Tags {
    private static final int DIGEST_BYTES = 8;

    private Tags() {}

    /// @param state all that a change is about
    public static String of(String state) {
        return '"' + HexFormat.of().formatHex(sha256(state), 0, DIGEST_BYTES) + '"';
    }

    /// @param given the header `If-Match`; null and `*` take any state
    /// @throws RefusedException 412
    public static void requireMatch(@Nullable String given, String current) {
        if (given == null || given.isBlank() || "*".equals(given.strip())) {
            return;
        }
        for (String tag : given.split(",", -1)) {
            if (tag.strip().replaceFirst("^W/", "").equals(current)) {
                return;
            }
        }
        throw RefusedException.changed(current);
    }

    public static byte[] sha256(String text) {
        return sha256(text.getBytes(StandardCharsets.UTF_8));
    }

    public static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
