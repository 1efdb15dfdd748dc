package dev.belay.functions.lambda;

import dev.belay.functions.lambda.GatewayRequest.Context;
import dev.belay.functions.lambda.GatewayRequest.Http;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Requests as GitHub signs them, and as API Gateway hands on what is not text: in base 64.
final class GitHub {
    static final String SECRET = "It's a secret";

    private GitHub() {}

    static GatewayRequest delivery(String trigger, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return new GatewayRequest(
                "/hooks/default/" + trigger,
                "",
                Map.of(
                        "content-type", "application/json",
                        "host", "hooks.example",
                        "x-github-event", "order",
                        "x-github-delivery", UUID.randomUUID().toString(),
                        "x-hub-signature-256", "sha256=" + signature(bytes)),
                Base64.getEncoder().encodeToString(bytes),
                true,
                post());
    }

    static Context post() {
        return new Context("hooks.example", "$default", new Http("POST"));
    }

    private static String signature(byte[] bytes) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(bytes));
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every Java has HmacSHA256", e);
        }
    }
}
