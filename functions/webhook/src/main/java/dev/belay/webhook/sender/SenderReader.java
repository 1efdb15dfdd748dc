package dev.belay.webhook.sender;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.webhook.sender.Handshake.Check;
import dev.belay.webhook.sender.Scheme.Digest;
import dev.belay.webhook.sender.Scheme.Jwt;
import dev.belay.webhook.sender.Scheme.KeyFormat;
import dev.belay.webhook.sender.Scheme.Signature;
import dev.belay.webhook.sender.Scheme.Timestamp;
import dev.belay.webhook.sender.Scheme.Unit;
import dev.belay.webhook.sender.Sender.Evidence;
import dev.belay.webhook.template.Condition;
import dev.belay.webhook.template.Source;
import dev.belay.webhook.template.Template;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One row of the table.
final class SenderReader {
    private static final Set<String> FIELDS =
            Set.of(
                    "name",
                    "title",
                    "schemes",
                    "handshakes",
                    "delivery",
                    "type",
                    "document",
                    "reply",
                    "deadline",
                    "retries",
                    "evidence",
                    "note");

    private SenderReader() {}

    static Sender read(JsonNode row) {
        String name = row.path("name").asText();
        try {
            row.fieldNames().forEachRemaining(field -> require(FIELDS, field));
            return new Sender(
                    name,
                    row.path("title").asText(name),
                    list(row.path("schemes"), SenderReader::scheme),
                    list(row.path("handshakes"), SenderReader::handshake),
                    list(row.path("delivery"), node -> Template.parse(node.asText())),
                    orNull(row.path("type"), node -> Template.parse(node.asText())),
                    orNull(row.path("document"), node -> Source.parse(node.asText())),
                    orNull(row.path("reply"), JsonNode::asText),
                    orNull(row.path("deadline"), JsonNode::asInt),
                    row.path("retries").asText(),
                    constant(Evidence.class, row.path("evidence").asText()),
                    row.path("note").asText());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "sender '%s': %s".formatted(name, e.getMessage()), e);
        }
    }

    private static void require(Set<String> known, String field) {
        if (!known.contains(field)) {
            throw new IllegalArgumentException(
                    "field '%s' is not one of %s".formatted(field, known));
        }
    }

    private static Scheme scheme(JsonNode node) {
        Algorithm algorithm = constant(Algorithm.class, node.path("algorithm").asText());
        JsonNode key = node.path("key");
        return new Scheme(
                algorithm,
                list(node.path("when"), condition -> Condition.parse(condition.asText())),
                signature(node),
                Template.parse(node.path("content").asText("{body}")),
                key.isMissingNode() ? keyOf(algorithm) : constant(KeyFormat.class, key.asText()),
                node.path("secret-prefix").asText(),
                orNull(node.path("timestamp"), SenderReader::timestamp),
                orNull(
                        node.path("body-sha256"),
                        digest -> new Digest(Source.parse(digest.asText()), Encoding.HEX)),
                orNull(node.path("jwt"), SenderReader::jwt));
    }

    private static KeyFormat keyOf(Algorithm algorithm) {
        return algorithm.kind() == Algorithm.Kind.PUBLIC_KEY ? KeyFormat.PUBLIC : KeyFormat.TEXT;
    }

    private static Signature signature(JsonNode scheme) {
        JsonNode from = scheme.path("signature");
        List<Source> sources =
                from.isArray()
                        ? list(from, source -> Source.parse(source.asText()))
                        : from.isMissingNode() ? List.of() : List.of(Source.parse(from.asText()));
        return new Signature(
                sources,
                scheme.path("separator").asText(),
                scheme.path("prefix").asText(),
                constant(Encoding.class, scheme.path("encoding").asText("text")),
                scheme.path("every").asBoolean());
    }

    private static Timestamp timestamp(JsonNode node) {
        return new Timestamp(
                Source.parse(node.path("from").asText()),
                constant(Unit.class, node.path("unit").asText("seconds")),
                orNull(node.path("tolerance"), SenderReader::seconds));
    }

    private static Jwt jwt(JsonNode node) {
        return new Jwt(
                list(node.path("algorithms"), JsonNode::asText),
                orNull(node.path("age"), SenderReader::seconds),
                node.path("body-claim").asText(),
                templates(node.path("claims")));
    }

    private static Handshake handshake(JsonNode node) {
        JsonNode methods = node.path("methods");
        return new Handshake(
                node.path("name").asText(),
                methods.isMissingNode()
                        ? Set.of("POST")
                        : Set.copyOf(list(methods, JsonNode::asText)),
                list(node.path("when"), condition -> Condition.parse(condition.asText())),
                constant(Check.class, node.path("check").asText("nothing")),
                orNull(node.path("token"), token -> Source.parse(token.asText())),
                orNull(node.path("learn"), learn -> Source.parse(learn.asText())),
                node.path("status").asInt(200),
                orNull(node.path("text"), text -> Template.parse(text.asText())),
                orNull(node.path("json"), json -> json),
                templates(node.path("headers")));
    }

    private static Map<String, Template> templates(JsonNode node) {
        var found = new HashMap<String, Template>();
        node.properties()
                .forEach(entry ->
                        found.put(entry.getKey(), Template.parse(entry.getValue().asText())));
        return found;
    }

    private static Duration seconds(JsonNode node) {
        return Duration.ofSeconds(node.asLong());
    }

    private static <T> List<T> list(JsonNode node, Function<JsonNode, T> element) {
        var found = new ArrayList<T>();
        node.forEach(each -> found.add(element.apply(each)));
        return found;
    }

    private static <T> @Nullable T orNull(JsonNode node, Function<JsonNode, T> value) {
        return node.isMissingNode() || node.isNull() ? null : value.apply(node);
    }

    private static <E extends Enum<E>> E constant(Class<E> type, String text) {
        return Enum.valueOf(type, text.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
