package dev.belay.webhook;

import dev.belay.webhook.http.WebhookRequest;
import dev.belay.webhook.sender.Sender;
import dev.belay.webhook.template.Exchange;
import dev.belay.webhook.template.Source;
import dev.belay.webhook.template.Template;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/// A proven delivery: all that an event is made of, now or when it is delivered again.
///
/// @param headers that the event carries, by name in lower case
record Received(
        String deliveryId, Instant at, String type, Map<String, String> headers, byte[] body) {
    /// Headers that no event carries, whoever asks for them.
    private static final Set<String> PRIVATE =
            Set.of("authorization", "proxy-authorization", "cookie", "x-api-key", "x-hook-secret");

    static Received of(
            Trigger trigger, Sender sender, Exchange exchange, String deliveryId, Instant at) {
        return new Received(
                deliveryId,
                at,
                sender.eventType()
                        .flatMap(type -> type.renderText(exchange))
                        .map(Received::plain)
                        .filter(Predicate.not(String::isEmpty))
                        .orElse("delivery"),
                headers(trigger, sender, exchange.request()),
                exchange.request().body());
    }

    /// The same delivery once more, from its line.
    static Received again(Delivery line, byte[] body, String deliveryId) {
        return new Received(deliveryId, line.receivedAt(), line.type(), line.headers(), body);
    }

    /// What the event's data is parsed from.
    Exchange exchange(Sender sender) {
        var request = new WebhookRequest("POST", "", headerLists(), body);
        return new Exchange(request, Map.of(), sender.document());
    }

    private Map<String, List<String>> headerLists() {
        var lists = new HashMap<String, List<String>>();
        headers.forEach((name, value) -> lists.put(name, List.of(value)));
        return lists;
    }

    private static Map<String, String> headers(
            Trigger trigger, Sender sender, WebhookRequest request) {
        var wanted = new HashSet<String>(Set.of("content-type", "user-agent"));
        trigger.headers().forEach(name -> wanted.add(name.toLowerCase(Locale.ROOT)));
        sender.deliveries().forEach(template -> named(template, wanted));
        sender.eventType().ifPresent(template -> named(template, wanted));
        sender.schemes()
                .forEach(scheme ->
                        scheme.signature()
                                .sources()
                                .forEach(source -> wanted.remove(lower(source))));
        wanted.removeAll(PRIVATE);
        var found = new HashMap<String, String>();
        for (String name : wanted) {
            request.header(name)
                    .filter(value -> value.length() <= WebhookLimits.EVENT_HEADER_CHARS_MAX)
                    .ifPresent(value -> found.put(name, value));
        }
        return found;
    }

    private static void named(Template template, Set<String> into) {
        for (Template.Piece piece : template.pieces()) {
            if (piece instanceof Template.Piece.Hole(var source)
                    && source.kind() == Source.Kind.HEADER) {
                into.add(lower(source));
            }
        }
    }

    private static String lower(Source source) {
        return source.name().toLowerCase(Locale.ROOT);
    }

    static String plain(String text) {
        String printable = text.replaceAll("[^\\x21-\\x7e]", "");
        int max = WebhookLimits.EVENT_TYPE_CHARS_MAX;
        return printable.length() <= max ? printable : printable.substring(0, max);
    }

    @Override
    public String toString() {
        return "Received(%s, %d bytes)".formatted(type, body.length);
    }
}
