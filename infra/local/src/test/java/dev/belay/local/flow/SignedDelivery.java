package dev.belay.local.flow;

import dev.belay.webhook.http.WebhookRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// What a sender that signs as GitHub does delivers.
final class SignedDelivery {
    static final String SECRET = "It's a secret";

    private SignedDelivery() {}

    static String signature(byte[] body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    static WebhookRequest of(String id, String json) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        return new WebhookRequest(
                "POST",
                "http://localhost/hooks/default/orders",
                Map.of(
                        "content-type", List.of("application/json"),
                        "X-GitHub-Event", List.of("order"),
                        "X-GitHub-Delivery", List.of(id),
                        "X-Hub-Signature-256", List.of(signature(body))),
                body);
    }
}
