package dev.belay.api.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.api.problem.RefusedException;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// Goal: only what the provider said of somebody, for this installation and now, is believed.
class TokensTest {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    private static final KeyPair KEYS = keys(2048);
    private static final TokenIssuer ISSUER =
            new TokenIssuer(
                    "https://login.example.com",
                    "belay",
                    TokenIssuer.ROLES_CLAIM,
                    kid -> kid.equals("one") ? Optional.of(KEYS.getPublic()) : Optional.empty());

    private static KeyPair keys(int bits) {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ObjectNode claims() {
        ObjectNode claims =
                MAPPER.createObjectNode()
                        .put("iss", "https://login.example.com")
                        .put("aud", "belay")
                        .put("sub", "7")
                        .put("email", "ann@example.com")
                        .put("exp", NOW.plusSeconds(600).getEpochSecond());
        claims.putArray("belay_roles").add("shop:operator").add("*:viewer").add("nonsense");
        return claims;
    }

    private static String part(JsonNode json) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(json.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String token(String kid, String algorithm, ObjectNode claims) throws Exception {
        String content =
                part(MAPPER.createObjectNode().put("kid", kid).put("alg", algorithm))
                        + "."
                        + part(claims);
        var signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(KEYS.getPrivate());
        signature.update(content.getBytes(StandardCharsets.US_ASCII));
        return content
                + "."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
    }

    private static void assertRefused(Consumer<ObjectNode> change) throws Exception {
        ObjectNode claims = claims();
        change.accept(claims);
        String token = token("one", "RS256", claims);
        assertThatThrownBy(() -> Tokens.caller(ISSUER, token, NOW))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.status()).isEqualTo(401));
    }

    @Test
    void a_good_token_gives_the_roles_that_it_lists() throws Exception {
        Caller caller = Tokens.caller(ISSUER, token("one", "RS256", claims()), NOW);

        assertThat(caller.actor()).isEqualTo("token:ann@example.com");
        assertThat(caller.in("shop")).contains(Role.OPERATOR);
        assertThat(caller.in("elsewhere")).contains(Role.VIEWER);
    }

    @Test
    void a_token_of_another_issuer_or_audience_or_time_is_refused() throws Exception {
        assertRefused(claims -> claims.put("iss", "https://other.example.com"));
        assertRefused(claims -> claims.put("aud", "somebody-else"));
        assertRefused(claims -> claims.put("exp", NOW.minusSeconds(61).getEpochSecond()));
        assertRefused(claims -> claims.remove("exp"));
        assertRefused(claims -> claims.put("nbf", NOW.plusSeconds(61).getEpochSecond()));
    }

    @Test
    void a_token_cannot_choose_how_it_is_checked() throws Exception {
        for (String algorithm : List.of("none", "HS256", "ES256", "RS512")) {
            String token = token("one", algorithm, claims());
            assertThatThrownBy(() -> Tokens.caller(ISSUER, token, NOW))
                    .hasMessageContaining("signature");
        }
    }

    @Test
    void a_changed_token_is_refused() throws Exception {
        String token = token("one", "RS256", claims());
        String[] parts = token.split("\\.", -1);
        ObjectNode more = claims();
        more.putArray("belay_roles").add("*:admin");
        String forged = parts[0] + "." + part(more) + "." + parts[2];

        assertThatThrownBy(() -> Tokens.caller(ISSUER, forged, NOW))
                .hasMessageContaining("signature");
    }

    @Test
    void an_unknown_key_makes_the_providers_keys_be_read_again_but_not_often() {
        var reads = new AtomicInteger();
        var published = new ArrayList<String>(List.of("one"));
        var time = new Instant[] {NOW};
        InstantSource clock = () -> time[0];
        var keys =
                new JwksKeys(
                        () -> {
                            reads.incrementAndGet();
                            return Optional.of(set(published));
                        },
                        clock);
        assertThat(keys.find("one")).isPresent();
        published.add("two");

        assertThat(keys.find("two")).isEmpty();
        time[0] = NOW.plusSeconds(61);
        assertThat(keys.find("two")).isPresent();
        assertThat(keys.find("three")).isEmpty();
        assertThat(keys.find("three")).isEmpty();

        assertThat(reads).hasValue(2);
    }

    private static JsonNode set(List<String> kids) {
        var key = (RSAPublicKey) KEYS.getPublic();
        var set = MAPPER.createObjectNode();
        var list = set.putArray("keys");
        for (String kid : kids) {
            list.addObject()
                    .put("kid", kid)
                    .put("kty", "RSA")
                    .put("n", number(key.getModulus()))
                    .put("e", number(key.getPublicExponent()));
        }
        return set;
    }

    private static String number(java.math.BigInteger value) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(value.toByteArray());
    }
}
