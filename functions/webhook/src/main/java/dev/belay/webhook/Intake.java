package dev.belay.webhook;

import dev.belay.core.client.Ids;
import dev.belay.webhook.http.WebhookRequest;
import dev.belay.webhook.sender.Sender;
import dev.belay.webhook.template.Digests;
import dev.belay.webhook.template.Exchange;
import dev.belay.webhook.template.Template;
import dev.belay.webhook.verify.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is looked at of every request, whoever sent it.
final class Intake {
    private Intake() {}

    /// Why the request is not even looked into.
    static Optional<Refusal> check(Trigger trigger, WebhookRequest request) {
        if (!trigger.enabled()) {
            return Optional.of(Refusal.DISABLED);
        }
        if (!List.of("POST", "GET", "HEAD").contains(request.method())) {
            return Optional.of(Refusal.METHOD);
        }
        if (request.body().length > trigger.bodyBytesMax()) {
            return Optional.of(Refusal.TOO_LARGE);
        }
        int count = 0;
        int chars = 0;
        for (Map.Entry<String, List<String>> header : request.headers().entrySet()) {
            for (String value : header.getValue()) {
                count++;
                chars += header.getKey().length() + value.length();
            }
        }
        return count > WebhookLimits.HEADERS_MAX
                        || chars > WebhookLimits.HEADER_CHARS_MAX
                        || request.url().length() > WebhookLimits.URL_CHARS_MAX
                ? Optional.of(Refusal.TOO_MANY_HEADERS)
                : Optional.empty();
    }

    /// Whether the body is what its content type says.
    static boolean isReadable(Exchange exchange) {
        String type = exchange.request().mediaType();
        if (type.equals("application/json") || type.endsWith("+json")) {
            return exchange.request().body().length == 0 || !exchange.json().isMissingNode();
        }
        return !type.contains("form") || exchange.form().isPresent();
    }

    /// The key that a shared secret is for templates; null where there is none.
    static byte @Nullable [] first(List<String> live) {
        return live.isEmpty() ? null : live.getFirst().getBytes(StandardCharsets.UTF_8);
    }

    /// What identifies the delivery: what the trigger or the sender's row says, else the digest of
    /// the body.
    static String deliveryId(Trigger trigger, Sender sender, Exchange exchange, Ids ids) {
        if (Trigger.NO_DELIVERY_ID.equals(trigger.deliveryId())) {
            return ids.newItemId();
        }
        List<Template> templates =
                trigger.deliveryId() == null
                        ? sender.deliveries()
                        : List.of(Template.parse(trigger.deliveryId()));
        for (Template template : templates) {
            Optional<String> id = template.renderText(exchange).filter(text -> !text.isBlank());
            if (id.isPresent()) {
                return shorten(id.get());
            }
        }
        // Nothing says which of two equal bodies from nobody is a retry.
        return sender.provesNothing() || exchange.request().body().length == 0
                ? ids.newItemId()
                : "sha256:" + hex(exchange.request().body());
    }

    static String shorten(String id) {
        boolean plain =
                id.length() <= WebhookLimits.DELIVERY_ID_CHARS_MAX
                        && id.chars().allMatch(c -> c > ' ' && c < 127);
        return plain ? id : "sha256:" + hex(id.getBytes(StandardCharsets.UTF_8));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(Digests.sha256(bytes));
    }
}
