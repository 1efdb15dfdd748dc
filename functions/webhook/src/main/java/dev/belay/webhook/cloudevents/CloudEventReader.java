package dev.belay.webhook.cloudevents;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.webhook.WebhookLimits;
import dev.belay.webhook.http.WebhookRequest;
import dev.belay.webhook.sender.Encoding;
import dev.belay.webhook.template.Json;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads events from requests: structured, binary or a batch. Errors name the attribute and what is
/// expected of it, never its value.
final class CloudEventReader {
    private static final String STRUCTURED = "application/cloudevents+json";
    private static final String BATCH = "application/cloudevents-batch+json";
    private static final int ATTRIBUTE_CHARS_MAX = 2_048;
    private static final int ATTRIBUTES_MAX = 64;
    private static final Pattern NAME = Pattern.compile("[a-z0-9]{1,64}");
    private static final Set<String> REQUIRED = Set.of("specversion", "id", "source", "type");

    private CloudEventReader() {}

    /// @throws BelayException `INVALID_REQUEST` when one of them is not an event
    static List<CloudEvent> read(WebhookRequest request) {
        return switch (request.mediaType()) {
            case STRUCTURED -> List.of(fromJson(json(request.body()), ""));
            case BATCH -> batch(request);
            default -> List.of(binary(request));
        };
    }

    private static List<CloudEvent> batch(WebhookRequest request) {
        JsonNode array = json(request.body());
        if (!array.isArray() || array.size() > WebhookLimits.EVENTS_PER_BATCH_MAX) {
            throw invalid(
                    "the body is not an array of at most %d events"
                            .formatted(WebhookLimits.EVENTS_PER_BATCH_MAX));
        }
        var events = new ArrayList<CloudEvent>();
        for (JsonNode each : array) {
            events.add(fromJson(each, " of event %d".formatted(events.size())));
        }
        return events;
    }

    private static JsonNode json(byte[] body) {
        return Json.parse(body).orElseThrow(() -> invalid("the body is not JSON"));
    }

    private static CloudEvent fromJson(JsonNode json, String where) {
        if (!json.isObject()) {
            throw invalid("the body%s is not a JSON object".formatted(where));
        }
        var attributes = new HashMap<String, JsonNode>();
        json.properties()
                .forEach(field -> {
                    if (!field.getKey().equals("data")
                            && !field.getKey().equals("data_base64")
                            && !field.getValue().isNull()) {
                        attributes.put(field.getKey(), field.getValue());
                    }
                });
        JsonNode base64 = json.path("data_base64");
        if (base64.isTextual() && json.has("data")) {
            throw invalid("data and data_base64%s are both there".formatted(where));
        }
        if (!base64.isMissingNode() && !isBase64(base64)) {
            throw invalid("data_base64%s is not base 64".formatted(where));
        }
        return event(
                attributes,
                json.has("data") ? json.path("data") : null,
                base64.isTextual() ? base64.asText() : null,
                where);
    }

    private static boolean isBase64(JsonNode node) {
        return node.isTextual() && Encoding.BASE64.decode(node.asText()).isPresent();
    }

    private static CloudEvent binary(WebhookRequest request) {
        var attributes = new HashMap<String, JsonNode>();
        request.headers()
                .forEach((name, values) -> {
                    if (name.startsWith("ce-")) {
                        attributes.put(
                                name.substring(3), TextNode.valueOf(decoded(values.getFirst())));
                    }
                });
        Optional<String> type = request.header("content-type");
        type.ifPresent(value -> attributes.put("datacontenttype", TextNode.valueOf(value)));
        if (request.body().length == 0) {
            return event(attributes, null, null, "");
        }
        String media = request.mediaType();
        if (media.isEmpty() || media.equals("application/json") || media.endsWith("+json")) {
            return event(attributes, json(request.body()), null, "");
        }
        Optional<String> text = text(request.body());
        return text.isPresent()
                ? event(attributes, TextNode.valueOf(text.get()), null, "")
                : event(attributes, null, Base64.getEncoder().encodeToString(request.body()), "");
    }

    /// Header values are percent encoded where they are not plain.
    private static String decoded(String value) {
        try {
            return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return value;
        }
    }

    private static Optional<String> text(byte[] body) {
        try {
            return Optional.of(
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString());
        } catch (CharacterCodingException _) {
            return Optional.empty();
        }
    }

    private static CloudEvent event(
            Map<String, JsonNode> attributes,
            @Nullable JsonNode data,
            @Nullable String base64,
            String where) {
        if (!text(attributes, "specversion", where).equals("1.0")) {
            throw invalid("specversion%s is not 1.0".formatted(where));
        }
        if (attributes.size() > ATTRIBUTES_MAX) {
            throw invalid(
                    "there are %d attributes%s, expected at most %d"
                            .formatted(attributes.size(), where, ATTRIBUTES_MAX));
        }
        attributes.forEach((name, value) -> requireAttribute(name, value, where));
        String source = text(attributes, "source", where);
        requireUri("source", source, where);
        requireTime(attributes.get("time"), where);
        var others = new HashMap<>(attributes);
        others.keySet().removeAll(REQUIRED);
        return new CloudEvent(
                text(attributes, "id", where),
                source,
                text(attributes, "type", where),
                others,
                data,
                base64);
    }

    private static void requireAttribute(String name, JsonNode value, String where) {
        if (!NAME.matcher(name).matches()) {
            throw invalid(
                    "an attribute%s has a name of %d characters, expected 1 to 64 of a-z and 0-9"
                            .formatted(where, name.length()));
        }
        if (!value.isValueNode() || value.asText().length() > ATTRIBUTE_CHARS_MAX) {
            throw invalid(
                    "attribute %s%s is not a text, number or truth value of at most %d characters"
                            .formatted(name, where, ATTRIBUTE_CHARS_MAX));
        }
    }

    private static String text(Map<String, JsonNode> attributes, String name, String where) {
        JsonNode value = attributes.get(name);
        if (value == null || !value.isTextual() || value.asText().isBlank()) {
            throw invalid("attribute %s%s is missing or not a text".formatted(name, where));
        }
        return value.asText();
    }

    private static void requireUri(String name, String value, String where) {
        try {
            var _ = new URI(value);
        } catch (URISyntaxException _) {
            throw invalid("attribute %s%s is not a URI reference".formatted(name, where));
        }
    }

    private static void requireTime(@Nullable JsonNode time, String where) {
        if (time == null) {
            return;
        }
        try {
            var _ = OffsetDateTime.parse(time.asText());
        } catch (DateTimeException _) {
            throw invalid("attribute time%s is not a time as RFC 3339 has it".formatted(where));
        }
    }

    private static BelayException invalid(String what) {
        return new BelayException(
                ErrorCode.INVALID_REQUEST, "%s; send CloudEvents 1.0".formatted(what));
    }
}
