package dev.belay.webhook.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.core.model.Payload;
import dev.belay.core.model.RunId;
import dev.belay.webhook.Delivery;
import dev.belay.webhook.Delivery.Outcome;
import dev.belay.webhook.template.Json;
import dev.belay.webhook.verify.Refusal;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// A line of an inbox as JSON.
final class DeliveryJson {
    private DeliveryJson() {}

    static byte[] write(Delivery line) {
        ObjectNode json = Json.MAPPER.createObjectNode();
        json.put("id", line.id());
        json.put("receivedAt", line.receivedAt().toString());
        json.put("deliveryId", line.deliveryId());
        json.put("type", line.type());
        json.set("headers", TriggerJson.texts(line.headers()));
        outcome(json.putObject("outcome"), line.outcome());
        switch (line.body()) {
            case Payload.Inline(var bytes) ->
                    json.put("body", Base64.getEncoder().encodeToString(bytes));
            case Payload.Stored(var sha256, var size) ->
                    json.putObject("stored").put("sha256", sha256).put("size", size);
            case null -> {}
        }
        return Json.write(json);
    }

    private static void outcome(ObjectNode json, Outcome outcome) {
        switch (outcome) {
            case Outcome.Accepted(var run) -> json.put("accepted", run.value());
            case Outcome.Duplicate(var run) -> json.put("duplicate", run.value());
            case Outcome.Skipped(var why) -> json.put("skipped", why);
            case Outcome.Handshake(var name) -> json.put("handshake", name);
            case Outcome.Refused(var refusal, var detail) ->
                    json.put("refused", refusal.name()).put("detail", detail);
        }
    }

    static Delivery read(byte[] bytes) {
        JsonNode json = Stored.read(bytes, "a line of an inbox");
        return new Delivery(
                json.path("id").asText(),
                Instant.parse(json.path("receivedAt").asText()),
                json.path("deliveryId").asText(),
                outcome(json.path("outcome")),
                json.path("type").asText(),
                TriggerJson.texts(json.path("headers")),
                body(json));
    }

    private static Outcome outcome(JsonNode json) {
        if (json.has("accepted")) {
            return new Outcome.Accepted(new RunId(json.path("accepted").asText()));
        }
        if (json.has("duplicate")) {
            return new Outcome.Duplicate(new RunId(json.path("duplicate").asText()));
        }
        if (json.has("skipped")) {
            return new Outcome.Skipped(json.path("skipped").asText());
        }
        if (json.has("handshake")) {
            return new Outcome.Handshake(json.path("handshake").asText());
        }
        return new Outcome.Refused(
                Stored.constant(Refusal.class, json.path("refused").asText()),
                json.path("detail").asText());
    }

    private static @Nullable Payload body(JsonNode json) {
        if (json.has("body")) {
            return new Payload.Inline(Base64.getDecoder().decode(json.path("body").asText()));
        }
        JsonNode stored = json.path("stored");
        return stored.isMissingNode()
                ? null
                : new Payload.Stored(stored.path("sha256").asText(), stored.path("size").asInt());
    }
}
