package dev.belay.lambda;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;

/// Invokes the exported function as Lambda does: an event in JSON, an answer in JSON.
final class Invocation {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI address;

    Invocation(int port) {
        this.address = URI.create("http://127.0.0.1:%d/".formatted(port));
    }

    SQSBatchResponse invoke(SQSEvent event) {
        try {
            return response(post(JSON.writeValueAsString(json(event))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode post(String body) throws IOException {
        try {
            var request =
                    HttpRequest.newBuilder(address)
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .header("content-type", "application/json")
                            .build();
            var response = http.send(request, BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new AssertionError(
                        "the function answered %d: %s"
                                .formatted(response.statusCode(), response.body()));
            }
            return JSON.readTree(response.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /// The names that Lambda uses, which are not those of the class.
    private static Object json(SQSEvent event) {
        var records = new ArrayList<Object>();
        for (SQSEvent.SQSMessage message : event.getRecords()) {
            var record = new LinkedHashMap<String, Object>();
            record.put("messageId", message.getMessageId());
            record.put("receiptHandle", message.getReceiptHandle());
            record.put("body", message.getBody());
            record.put("attributes", message.getAttributes());
            record.put("messageAttributes", Map.of());
            record.put("md5OfBody", "00");
            record.put("eventSource", message.getEventSource());
            record.put("eventSourceARN", message.getEventSourceArn());
            record.put("awsRegion", message.getAwsRegion());
            records.add(record);
        }
        return Map.of("Records", records);
    }

    private static SQSBatchResponse response(JsonNode json) {
        var failures = new ArrayList<BatchItemFailure>();
        for (JsonNode failure : json.withArray("batchItemFailures")) {
            failures.add(new BatchItemFailure(failure.get("itemIdentifier").asText()));
        }
        return new SQSBatchResponse(failures);
    }
}
