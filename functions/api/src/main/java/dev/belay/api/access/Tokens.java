package dev.belay.api.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.belay.api.problem.RefusedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/// JSON web tokens of an identity provider. The algorithm is the key's, never what the token asks
/// for; a token without an end is none.
final class Tokens {
    private static final Duration LEEWAY = Duration.ofSeconds(60);
    private static final int RSA_BITS_MIN = 2_048;
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Tokens() {}

    /// @throws RefusedException 401
    static Caller caller(TokenIssuer trusted, String token, Instant now) {
        String[] parts = token.split("\\.", -1);
        if (parts.length != 3) {
            throw refused("it is neither an API key nor a signed token");
        }
        JsonNode header = json(parts[0]);
        PublicKey key =
                trusted.keys()
                        .find(header.path("kid").asText(""))
                        .orElseThrow(() -> refused("its key is none of the provider's"));
        byte[] content = (parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII);
        if (!isSigned(key, header.path("alg").asText(), content, decode(parts[2]))) {
            throw refused("its signature does not fit");
        }
        JsonNode claims = json(parts[1]);
        check(trusted, claims, now);
        String name =
                claims.path("email").isTextual()
                        ? claims.path("email").asText()
                        : claims.path("sub").asText("unnamed");
        return new Caller(Caller.Kind.TOKEN, plain(name), roles(claims.path(trusted.rolesClaim())));
    }

    private static void check(TokenIssuer trusted, JsonNode claims, Instant now) {
        if (!claims.path("iss").asText().equals(trusted.issuer())) {
            throw refused("another provider issued it");
        }
        if (!names(claims.path("aud"), trusted.audience())) {
            throw refused("it is not for this audience");
        }
        JsonNode end = claims.path("exp");
        if (!end.isNumber() || now.minus(LEEWAY).getEpochSecond() >= end.asLong()) {
            throw refused("it has expired");
        }
        if (claims.path("nbf").asLong(0) > now.plus(LEEWAY).getEpochSecond()) {
            throw refused("it is not valid yet");
        }
    }

    private static boolean names(JsonNode claim, String audience) {
        if (claim.isArray()) {
            for (JsonNode each : claim) {
                if (each.asText().equals(audience)) {
                    return true;
                }
            }
            return false;
        }
        return claim.asText().equals(audience);
    }

    /// What is no `workspace:role` gives nothing.
    private static Map<String, Role> roles(JsonNode claim) {
        var roles = new HashMap<String, Role>();
        for (JsonNode each : claim) {
            String text = each.asText();
            int colon = text.lastIndexOf(':');
            if (colon > 0) {
                Role.find(text.substring(colon + 1))
                        .ifPresent(
                                role -> roles.merge(text.substring(0, colon), role, Tokens::max));
            }
        }
        return roles;
    }

    private static Role max(Role one, Role other) {
        return one.includes(other) ? one : other;
    }

    private static boolean isSigned(
            PublicKey key, String algorithm, byte[] content, byte[] signature) {
        return switch (key) {
            case RSAPublicKey rsa ->
                    "RS256".equals(algorithm)
                            && rsa.getModulus().bitLength() >= RSA_BITS_MIN
                            && verify("SHA256withRSA", key, content, signature);
            case ECPublicKey _ ->
                    "ES256".equals(algorithm)
                            && verify("SHA256withECDSAinP1363Format", key, content, signature);
            default -> false;
        };
    }

    private static boolean verify(
            String algorithm, PublicKey key, byte[] content, byte[] signature) {
        try {
            var check = Signature.getInstance(algorithm);
            check.initVerify(key);
            check.update(content);
            return check.verify(signature);
        } catch (GeneralSecurityException _) {
            return false;
        }
    }

    private static JsonNode json(String part) {
        try {
            JsonNode json = MAPPER.readTree(decode(part));
            if (json != null && json.isObject()) {
                return json;
            }
        } catch (IOException _) {
            // Refused below.
        }
        throw refused("it is not a signed token");
    }

    private static byte[] decode(String part) {
        try {
            return Base64.getUrlDecoder().decode(part);
        } catch (IllegalArgumentException _) {
            throw refused("it is not a signed token");
        }
    }

    private static String plain(String name) {
        String plain = name.replaceAll("[^!-~]", "?");
        return plain.length() <= 100 ? plain : plain.substring(0, 100);
    }

    private static RefusedException refused(String why) {
        return RefusedException.unauthenticated("the token is refused: " + why);
    }
}
