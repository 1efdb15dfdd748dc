package dev.belay.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/// Batches of messages as functions see them, and what functions answer to them.
final class QueueEvents {
    private static final ObjectMapper JSON = new ObjectMapper();

    private QueueEvents() {}

    /// The event, with the names and the order of Lambda's own.
    static byte[] write(List<Message> messages, String queueArn) {
        var event = JSON.createObjectNode();
        var records = event.putArray("Records");
        for (Message message : messages) {
            ObjectNode json = records.addObject();
            json.put("messageId", message.messageId());
            json.put("receiptHandle", message.receiptHandle());
            json.put("body", message.body());
            ObjectNode attributes = json.putObject("attributes");
            message.attributesAsStrings().forEach(attributes::put);
            ObjectNode custom = json.putObject("messageAttributes");
            message.messageAttributes()
                    .forEach((name, value) -> custom.set(name, attribute(value)));
            json.put("md5OfBody", message.md5OfBody());
            json.put("eventSource", "aws:sqs");
            json.put("eventSourceARN", queueArn);
            json.put("awsRegion", FunctionSettings.REGION);
        }
        return event.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static ObjectNode attribute(MessageAttributeValue value) {
        var json = JSON.createObjectNode();
        json.put("stringValue", value.stringValue());
        SdkBytes bytes = value.binaryValue();
        if (bytes != null) {
            json.put("binaryValue", bytes.asByteArray());
        }
        json.putArray("stringListValues");
        json.putArray("binaryListValues");
        json.put("dataType", value.dataType());
        return json;
    }

    /// The messages that the function wants again.
    ///
    /// @return empty when the answer is none that Lambda understands: then all of them come again
    static Optional<Set<String>> failures(byte[] answer, List<Message> messages) {
        JsonNode json;
        try {
            json = JSON.readTree(answer);
        } catch (IOException _) {
            return Optional.empty();
        }
        JsonNode listed = json.path("batchItemFailures");
        if (!json.isObject() || listed.isMissingNode() || listed.isNull()) {
            // What says nothing about failures is a success.
            return Optional.of(Set.of());
        }
        var sent = messages.stream().map(Message::messageId).collect(Collectors.toSet());
        var failed = new HashSet<String>();
        for (JsonNode failure : listed) {
            String id = failure.path("itemIdentifier").asText("");
            if (!sent.contains(id)) {
                return Optional.empty();
            }
            failed.add(id);
        }
        return listed.isArray() ? Optional.of(failed) : Optional.empty();
    }
}
