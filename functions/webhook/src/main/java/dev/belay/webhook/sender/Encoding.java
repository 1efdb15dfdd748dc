package dev.belay.webhook.sender;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/// How bytes are written in a header.
public enum Encoding {
    TEXT,
    HEX,
    BASE64,
    BASE64URL;

    /// Empty where the text is not of this encoding.
    public Optional<byte[]> decode(String text) {
        try {
            return Optional.of(
                    switch (this) {
                        case TEXT -> text.getBytes(StandardCharsets.UTF_8);
                        case HEX -> HexFormat.of().parseHex(text);
                        case BASE64 -> Base64.getDecoder().decode(text);
                        case BASE64URL -> Base64.getUrlDecoder().decode(text);
                    });
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    public String encode(byte[] bytes) {
        return switch (this) {
            case TEXT -> new String(bytes, StandardCharsets.UTF_8);
            case HEX -> HexFormat.of().formatHex(bytes);
            case BASE64 -> Base64.getEncoder().encodeToString(bytes);
            case BASE64URL -> Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        };
    }
}
