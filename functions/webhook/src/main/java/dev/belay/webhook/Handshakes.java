package dev.belay.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.belay.webhook.SecretStore.Secret;
import dev.belay.webhook.http.WebhookResponse;
import dev.belay.webhook.sender.Handshake;
import dev.belay.webhook.sender.Handshake.Check;
import dev.belay.webhook.sender.Sender;
import dev.belay.webhook.template.Digests;
import dev.belay.webhook.template.Exchange;
import dev.belay.webhook.template.Json;
import dev.belay.webhook.template.Template;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Answers the requests by which senders ask whether an address is right.
final class Handshakes {
    private final SecretStore secrets;

    Handshakes(SecretStore secrets) {
        this.secrets = secrets;
    }

    /// The handshake that the request is, if it is one.
    ///
    /// @param signed whether its signature was verified: what needs that is not looked for before
    static Optional<Handshake> find(Sender sender, Exchange exchange, boolean signed) {
        return sender.handshakes().stream()
                .filter(handshake -> (handshake.check() == Check.SIGNATURE) == signed)
                .filter(handshake -> handshake.methods().contains(exchange.request().method()))
                .filter(handshake -> handshake.when().stream().allMatch(c -> c.holds(exchange)))
                .findFirst();
    }

    /// Whether the sender has one that comes by this method.
    static boolean use(Sender sender, String method) {
        return sender.handshakes().stream().anyMatch(each -> each.methods().contains(method));
    }

    /// Whether the token that it shows is the trigger's; true where it need not show one.
    boolean isAllowed(Trigger trigger, Handshake handshake, Exchange exchange) {
        if (handshake.token() == null) {
            return true;
        }
        Optional<String> shown = handshake.token().text(exchange);
        String name = trigger.secrets().get(Trigger.VERIFY);
        if (shown.isEmpty() || name == null) {
            return false;
        }
        byte[] sent = Digests.sha256(shown.get().getBytes(StandardCharsets.UTF_8));
        boolean fits = false;
        for (String value :
                secrets.secret(trigger.workspace(), name).map(Secret::live).orElse(List.of())) {
            fits |=
                    MessageDigest.isEqual(
                            Digests.sha256(value.getBytes(StandardCharsets.UTF_8)), sent);
        }
        return fits;
    }

    /// Keeps the secret that the handshake brings.
    ///
    /// @return false when it brings one and there is another already
    boolean learn(Trigger trigger, Handshake handshake, Exchange exchange) {
        if (handshake.learn() == null) {
            return true;
        }
        Optional<String> value =
                handshake.learn().text(exchange).filter(text -> !text.isBlank() && isShort(text));
        String name = trigger.secrets().get(Trigger.SIGNING);
        if (value.isEmpty() || name == null) {
            return false;
        }
        return secrets.learn(trigger.workspace(), name, value.get())
                || secrets.secret(trigger.workspace(), name)
                        .filter(secret -> secret.live().contains(value.get()))
                        .isPresent();
    }

    /// The answer; empty where the request lacks what it is made of.
    static Optional<WebhookResponse> answer(Handshake handshake, Exchange exchange) {
        Optional<WebhookResponse> body =
                handshake.json() == null
                        ? text(handshake, exchange)
                        : json(handshake.status(), handshake.json(), exchange);
        if (body.isEmpty()) {
            return body;
        }
        WebhookResponse response = body.get();
        for (Map.Entry<String, Template> header : handshake.headers().entrySet()) {
            Optional<String> value =
                    header.getValue().renderText(exchange).filter(Handshakes::isHeader);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            response = response.with(header.getKey(), value.get());
        }
        return Optional.of(response);
    }

    private static Optional<WebhookResponse> text(Handshake handshake, Exchange exchange) {
        if (handshake.text() == null) {
            return Optional.of(WebhookResponse.text(handshake.status(), ""));
        }
        return handshake
                .text()
                .renderText(exchange)
                .filter(Handshakes::isShort)
                .map(text -> WebhookResponse.text(handshake.status(), text));
    }

    private static Optional<WebhookResponse> json(int status, JsonNode shape, Exchange exchange) {
        ObjectNode answer = Json.MAPPER.createObjectNode();
        for (Map.Entry<String, JsonNode> field : shape.properties()) {
            if (field.getValue() instanceof TextNode text) {
                Optional<String> value =
                        Template.parse(text.asText())
                                .renderText(exchange)
                                .filter(Handshakes::isShort);
                if (value.isEmpty()) {
                    return Optional.empty();
                }
                answer.put(field.getKey(), value.get());
            } else {
                answer.set(field.getKey(), field.getValue());
            }
        }
        String body = new String(Json.write(answer), StandardCharsets.UTF_8);
        return Optional.of(WebhookResponse.json(status, body));
    }

    private static boolean isShort(String text) {
        return text.length() <= WebhookLimits.CHALLENGE_CHARS_MAX;
    }

    private static boolean isHeader(String text) {
        return isShort(text) && text.chars().allMatch(c -> c >= ' ' && c < 127);
    }
}
