package dev.belay.webhook.verify;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.webhook.sender.Algorithm;
import dev.belay.webhook.sender.Encoding;
import dev.belay.webhook.sender.Scheme;
import dev.belay.webhook.template.Digests;
import dev.belay.webhook.template.Exchange;
import dev.belay.webhook.template.Json;
import dev.belay.webhook.template.Template;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/// JSON web tokens: who signed one is decided by the key and the algorithms of the scheme, never by
/// what the token asks for.
final class Tokens {
    private static final Duration LEEWAY = Duration.ofSeconds(60);

    private Tokens() {}

    static Verdict check(
            Scheme scheme,
            Scheme.Jwt rules,
            String token,
            String secret,
            Exchange exchange,
            Instant now) {
        String[] parts = token.split("\\.", -1);
        Optional<JsonNode> header = parts.length == 3 ? json(parts[0]) : Optional.empty();
        Optional<JsonNode> claims = header.isEmpty() ? Optional.empty() : json(parts[1]);
        Optional<byte[]> signature =
                claims.isEmpty() ? Optional.empty() : Encoding.BASE64URL.decode(parts[2]);
        if (header.isEmpty() || claims.isEmpty() || signature.isEmpty()) {
            return Verdict.refused(Refusal.UNREADABLE_SIGNATURE, "it is not a signed token");
        }
        String algorithm = header.get().path("alg").asText();
        if (!rules.algorithms().contains(algorithm)) {
            return Verdict.refused(
                    Refusal.UNREADABLE_SIGNATURE,
                    "expected a token signed by %s"
                            .formatted(String.join(" or ", rules.algorithms())));
        }
        byte[] content = (parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII);
        String kid = header.get().path("kid").asText();
        if (!isSigned(scheme, algorithm, secret, kid, content, signature.get())) {
            return Verdict.refused(Refusal.WRONG_SIGNATURE);
        }
        return claims(rules, claims.get(), exchange, now);
    }

    private static boolean isSigned(
            Scheme scheme,
            String algorithm,
            String secret,
            String kid,
            byte[] content,
            byte[] signature) {
        return switch (algorithm) {
            case "HS256" ->
                    Keys.shared(scheme, secret)
                            .filter(key ->
                                    MessageDigest.isEqual(
                                            Digests.mac("HmacSHA256", key, content), signature))
                            .isPresent();
            case "RS256" ->
                    PublicKeys.read(Algorithm.RSA_SHA256, secret, kid)
                            .filter(key -> verify("SHA256withRSA", key, content, signature))
                            .isPresent();
            case "ES256" ->
                    PublicKeys.read(Algorithm.ECDSA_P256, secret, kid)
                            .filter(key ->
                                    verify("SHA256withECDSAinP1363Format", key, content, signature))
                            .isPresent();
            default -> false;
        };
    }

    static boolean verify(String algorithm, PublicKey key, byte[] content, byte[] signature) {
        try {
            var check = Signature.getInstance(algorithm);
            check.initVerify(key);
            check.update(content);
            return check.verify(signature);
        } catch (GeneralSecurityException _) {
            return false;
        }
    }

    private static Verdict claims(
            Scheme.Jwt rules, JsonNode claims, Exchange exchange, Instant now) {
        if (claims.has("exp") && now.minus(LEEWAY).getEpochSecond() > claims.path("exp").asLong()) {
            return Verdict.refused(Refusal.WRONG_CLAIMS, "it has expired");
        }
        if (claims.has("nbf") && now.plus(LEEWAY).getEpochSecond() < claims.path("nbf").asLong()) {
            return Verdict.refused(Refusal.WRONG_CLAIMS, "it is not valid yet");
        }
        if (rules.ageMax() != null) {
            long made = claims.path("iat").asLong(Long.MIN_VALUE / 2);
            long age = now.getEpochSecond() - made;
            if (age > rules.ageMax().toSeconds() || age < -rules.ageMax().toSeconds()) {
                return Verdict.refused(Refusal.STALE);
            }
        }
        if (!rules.bodyClaim().isEmpty()) {
            byte[] expected =
                    HexFormat.of()
                            .formatHex(Digests.sha256(exchange.request().body()))
                            .getBytes(StandardCharsets.US_ASCII);
            byte[] said = claims.path(rules.bodyClaim()).asText().getBytes(StandardCharsets.UTF_8);
            if (!MessageDigest.isEqual(expected, said)) {
                return Verdict.refused(Refusal.WRONG_DIGEST);
            }
        }
        for (Map.Entry<String, Template> claim : rules.claims().entrySet()) {
            String expected = claim.getValue().renderText(exchange).orElse(null);
            if (expected == null || !says(claims.path(claim.getKey()), expected)) {
                return Verdict.refused(
                        Refusal.WRONG_CLAIMS,
                        "its claim %s is not what the trigger's options say"
                                .formatted(claim.getKey()));
            }
        }
        return new Verdict.Verified(0);
    }

    private static boolean says(JsonNode claim, String expected) {
        if (claim.isArray()) {
            for (JsonNode each : claim) {
                if (each.asText().equals(expected)) {
                    return true;
                }
            }
            return false;
        }
        return claim.isValueNode() && claim.asText().equals(expected);
    }

    private static Optional<JsonNode> json(String part) {
        return Encoding.BASE64URL.decode(part).flatMap(Json::parse).filter(JsonNode::isObject);
    }
}
