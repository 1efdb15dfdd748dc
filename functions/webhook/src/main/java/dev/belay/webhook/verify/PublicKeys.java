package dev.belay.webhook.verify;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.webhook.sender.Algorithm;
import dev.belay.webhook.sender.Encoding;
import dev.belay.webhook.template.Json;
import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import java.util.Optional;

/// Public keys as senders hand them out: a certificate or key as PEM, its base 64 alone, the raw
/// bytes of an Ed25519 key, or a set of keys as JSON. Nothing is ever fetched from an address that
/// a request names.
final class PublicKeys {
    private static final int ED25519_BYTES = 32;

    /// What stands before the raw bytes of an Ed25519 key to make it a key like others.
    private static final byte[] ED25519_PREFIX =
            HexFormat.of().parseHex("302a300506032b6570032100");

    private PublicKeys() {}

    /// @param kid which of a set; ignored where there is only one
    static Optional<PublicKey> read(Algorithm algorithm, String secret, String kid) {
        String text = secret.strip();
        try {
            if (text.startsWith("{")) {
                return Json.parse(text.getBytes(StandardCharsets.UTF_8))
                        .flatMap(json -> fromJson(json, kid));
            }
            if (text.contains("BEGIN CERTIFICATE")) {
                var in = new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
                return Optional.of(
                        CertificateFactory.getInstance("X.509")
                                .generateCertificate(in)
                                .getPublicKey());
            }
            Optional<byte[]> bytes = bytes(algorithm, text);
            return bytes.isEmpty()
                    ? Optional.empty()
                    : Optional.of(encoded(factory(algorithm), bytes.get()));
        } catch (GeneralSecurityException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static String factory(Algorithm algorithm) {
        return switch (algorithm) {
            case ED25519 -> "Ed25519";
            case ECDSA_P256, ECDSA_SHA1 -> "EC";
            case RSA_SHA1, RSA_SHA256 -> "RSA";
            case HMAC_SHA1, HMAC_SHA256, HMAC_SHA512, SHARED, JWT, NONE ->
                    throw new IllegalArgumentException("%s has no public key".formatted(algorithm));
        };
    }

    private static Optional<byte[]> bytes(Algorithm algorithm, String text) {
        String base64 =
                text.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "").replace("whpk_", "");
        if (algorithm != Algorithm.ED25519) {
            return Encoding.BASE64.decode(base64);
        }
        Optional<byte[]> raw =
                base64.length() == 2 * ED25519_BYTES
                        ? Encoding.HEX.decode(base64)
                        : Encoding.BASE64.decode(base64);
        return raw.map(key -> key.length == ED25519_BYTES ? ed25519(key) : key);
    }

    private static byte[] ed25519(byte[] raw) {
        byte[] key = new byte[ED25519_PREFIX.length + ED25519_BYTES];
        System.arraycopy(ED25519_PREFIX, 0, key, 0, ED25519_PREFIX.length);
        System.arraycopy(raw, 0, key, ED25519_PREFIX.length, ED25519_BYTES);
        return key;
    }

    private static PublicKey encoded(String factory, byte[] bytes) throws GeneralSecurityException {
        return KeyFactory.getInstance(factory).generatePublic(new X509EncodedKeySpec(bytes));
    }

    private static Optional<PublicKey> fromJson(JsonNode json, String kid) {
        JsonNode keys = json.path("keys");
        if (!keys.isArray()) {
            return key(json);
        }
        for (JsonNode key : keys) {
            if (keys.size() == 1 || key.path("kid").asText().equals(kid)) {
                return key(key);
            }
        }
        return Optional.empty();
    }

    private static Optional<PublicKey> key(JsonNode json) {
        try {
            return switch (json.path("kty").asText()) {
                case "RSA" ->
                        Optional.of(
                                KeyFactory.getInstance("RSA")
                                        .generatePublic(
                                                new RSAPublicKeySpec(
                                                        number(json, "n"), number(json, "e"))));
                case "EC" ->
                        Optional.of(
                                KeyFactory.getInstance("EC")
                                        .generatePublic(
                                                new ECPublicKeySpec(
                                                        new ECPoint(
                                                                number(json, "x"),
                                                                number(json, "y")),
                                                        p256())));
                case "OKP" -> Optional.of(encoded("Ed25519", ed25519(bytes(json, "x"))));
                default -> Optional.empty();
            };
        } catch (GeneralSecurityException | RuntimeException _) {
            return Optional.empty();
        }
    }

    private static ECParameterSpec p256() throws GeneralSecurityException {
        var parameters = AlgorithmParameters.getInstance("EC");
        parameters.init(new ECGenParameterSpec("secp256r1"));
        return parameters.getParameterSpec(ECParameterSpec.class);
    }

    private static BigInteger number(JsonNode json, String field) {
        return new BigInteger(1, bytes(json, field));
    }

    private static byte[] bytes(JsonNode json, String field) {
        return Encoding.BASE64URL.decode(json.path(field).asText()).orElseGet(() -> new byte[0]);
    }
}
