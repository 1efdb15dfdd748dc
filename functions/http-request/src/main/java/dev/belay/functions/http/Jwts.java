package dev.belay.functions.http;

import dev.belay.core.error.BelayException;
import dev.belay.core.port.PayloadCodec;
import java.util.Base64;
import java.util.Map;

/// Looks into tokens. Signatures are for those who are shown a token, not for those who fetched it.
final class Jwts {
    private Jwts() {}

    /// Empty where the token does not say.
    static String issuer(String token, PayloadCodec codec) {
        String[] parts = token.split("\\.", -1);
        if (parts.length != 3) {
            return "";
        }
        try {
            byte[] claims = Base64.getUrlDecoder().decode(parts[1]);
            return codec.read(claims, Object.class) instanceof Map<?, ?> members
                            && members.get("iss") instanceof String issuer
                    ? issuer
                    : "";
        } catch (IllegalArgumentException | BelayException e) {
            return "";
        }
    }
}
