package dev.belay.api.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// A provider's set of keys, read again when it is old or a token names a key that is not in it,
/// but not more than once a minute. A provider that does not answer leaves the keys as they were.
public final class JwksKeys implements TokenKeys {
    private static final Duration AGE_MAX = Duration.ofMinutes(10);
    private static final Duration PAUSE = Duration.ofMinutes(1);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final Supplier<Optional<JsonNode>> source;
    private final InstantSource clock;
    private Map<String, PublicKey> keys = Map.of();
    private Instant readAt = Instant.MIN;

    /// @param source gives the set; empty where it cannot be had now
    public JwksKeys(Supplier<Optional<JsonNode>> source, InstantSource clock) {
        this.source = source;
        this.clock = clock;
    }

    /// The keys that the provider's own description points to.
    public static JwksKeys discovered(URI issuer, InstantSource clock) {
        URI description =
                URI.create(
                        issuer.toString().replaceFirst("/$", "")
                                + "/.well-known/openid-configuration");
        return new JwksKeys(
                () ->
                        get(description)
                                .map(json -> json.path("jwks_uri").asText())
                                .filter(uri -> uri.startsWith("http"))
                                .flatMap(uri -> get(URI.create(uri))),
                clock);
    }

    @Override
    public synchronized Optional<PublicKey> find(String kid) {
        Instant now = clock.instant();
        boolean old = readAt.isBefore(now.minus(AGE_MAX));
        boolean unknown = pick(kid).isEmpty() && readAt.isBefore(now.minus(PAUSE));
        if (old || unknown) {
            readAt = now;
            source.get().ifPresent(set -> keys = parse(set));
        }
        return pick(kid);
    }

    private Optional<PublicKey> pick(String kid) {
        if (kid.isEmpty() && keys.size() == 1) {
            return keys.values().stream().findFirst();
        }
        return Optional.ofNullable(keys.get(kid));
    }

    private static Map<String, PublicKey> parse(JsonNode set) {
        var parsed = new HashMap<String, PublicKey>();
        for (JsonNode key : set.path("keys")) {
            parse1(key).ifPresent(value -> parsed.put(key.path("kid").asText(), value));
        }
        return parsed;
    }

    private static Optional<PublicKey> parse1(JsonNode key) {
        try {
            return switch (key.path("kty").asText()) {
                case "RSA" ->
                        Optional.of(
                                KeyFactory.getInstance("RSA")
                                        .generatePublic(
                                                new RSAPublicKeySpec(
                                                        number(key, "n"), number(key, "e"))));
                case "EC" ->
                        Optional.of(
                                KeyFactory.getInstance("EC")
                                        .generatePublic(
                                                new ECPublicKeySpec(
                                                        new ECPoint(
                                                                number(key, "x"), number(key, "y")),
                                                        p256())));
                default -> Optional.empty();
            };
        } catch (GeneralSecurityException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static ECParameterSpec p256() throws GeneralSecurityException {
        var parameters = AlgorithmParameters.getInstance("EC");
        parameters.init(new ECGenParameterSpec("secp256r1"));
        return parameters.getParameterSpec(ECParameterSpec.class);
    }

    private static BigInteger number(JsonNode key, String field) {
        return new BigInteger(1, Base64.getUrlDecoder().decode(key.path(field).asText()));
    }

    private static Optional<JsonNode> get(URI uri) {
        try (var http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build()) {
            var answer =
                    http.send(
                            HttpRequest.newBuilder(uri).timeout(TIMEOUT).build(),
                            BodyHandlers.ofByteArray());
            return answer.statusCode() == 200
                    ? Optional.of(MAPPER.readTree(answer.body()))
                    : Optional.empty();
        } catch (IOException _) {
            return Optional.empty();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
