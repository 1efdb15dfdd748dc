package dev.belay.webhook.verify;

import dev.belay.webhook.sender.Encoding;
import dev.belay.webhook.sender.Scheme;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Keys that secrets stand for.
final class Keys {
    private Keys() {}

    /// Empty where the secret is not written as the scheme's keys are.
    static Optional<byte[]> shared(Scheme scheme, String secret) {
        if (secret.isBlank()) {
            return Optional.empty();
        }
        return decode(scheme, secret).filter(Keys::isKey);
    }

    private static Optional<byte[]> decode(Scheme scheme, String secret) {
        return switch (scheme.key()) {
            case TEXT, PUBLIC -> Optional.of(secret.getBytes(StandardCharsets.UTF_8));
            case HEX -> Encoding.HEX.decode(secret.strip());
            case BASE64 -> Encoding.BASE64.decode(secret.strip());
            // Base 64 has no underscore, the prefixes end with one.
            case PREFIXED_BASE64 ->
                    Encoding.BASE64.decode(secret.substring(secret.lastIndexOf('_') + 1).strip());
        };
    }

    /// A key of zeros only is the same as none: keys are filled up with them.
    private static boolean isKey(byte[] key) {
        for (byte each : key) {
            if (each != 0) {
                return true;
            }
        }
        return false;
    }
}
