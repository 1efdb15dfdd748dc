package dev.belay.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.webhook.http.Fields;
import dev.belay.webhook.sender.Sender;
import dev.belay.webhook.template.Exchange;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.TreeMap;

/// Makes the event of a delivery: an envelope as CloudEvents 1.0 has it, and the headers beside.
final class Events {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private Events() {}

    static ObjectNode event(Trigger trigger, Sender sender, Received received) {
        ObjectNode event = NODES.objectNode();
        event.put("specversion", "1.0");
        event.put("id", received.deliveryId());
        event.put(
                "source",
                "/workspaces/%s/triggers/%s".formatted(trigger.workspace(), trigger.id()));
        event.put("type", sender.name() + "." + received.type());
        event.put("time", received.at().toString());
        String contentType = received.headers().get("content-type");
        if (contentType != null) {
            event.put("datacontenttype", contentType);
        }
        data(event, received.exchange(sender));
        ObjectNode headers = event.putObject("headers");
        new TreeMap<>(received.headers()).forEach(headers::put);
        return event;
    }

    /// JSON and forms as objects, other text as text, anything else in base 64.
    private static void data(ObjectNode event, Exchange exchange) {
        byte[] body = exchange.request().body();
        JsonNode json = exchange.json();
        if (!json.isMissingNode()) {
            event.set("data", json);
            return;
        }
        if (exchange.form().isPresent()) {
            event.set("data", object(exchange.form().get()));
            return;
        }
        if (body.length == 0) {
            event.putNull("data");
            return;
        }
        Optional<String> text = text(body);
        if (text.isPresent()) {
            event.put("data", text.get());
        } else {
            event.put("data_base64", body);
        }
    }

    private static ObjectNode object(Fields form) {
        ObjectNode object = NODES.objectNode();
        form.values()
                .forEach((name, values) -> {
                    if (values.size() == 1) {
                        object.put(name, values.getFirst());
                    } else {
                        var array = object.putArray(name);
                        values.forEach(array::add);
                    }
                });
        return object;
    }

    private static Optional<String> text(byte[] body) {
        try {
            return Optional.of(
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString());
        } catch (CharacterCodingException _) {
            return Optional.empty();
        }
    }
}
