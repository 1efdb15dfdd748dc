package dev.belay.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/// A function that does what its event says, as a custom runtime would be written: `"exit"`,
/// `"hang"`, `"throw"`, and an answer for each message of a queue. Anything else comes back, with
/// the process's number.
final class Bootstrap {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final String root =
            "http://" + System.getenv("AWS_LAMBDA_RUNTIME_API") + "/2018-06-01/runtime/invocation/";

    static Launch launch(Path directory) {
        return new Launch(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Bootstrap.class.getName()),
                directory,
                "bootstrap");
    }

    public static void main(String... arguments) throws Exception {
        var bootstrap = new Bootstrap();
        while (true) {
            bootstrap.serve();
        }
    }

    private void serve() throws Exception {
        HttpResponse<String> next =
                http.send(
                        HttpRequest.newBuilder(URI.create(root + "next")).build(),
                        BodyHandlers.ofString());
        String id = next.headers().firstValue("Lambda-Runtime-Aws-Request-Id").orElseThrow();
        switch (next.body()) {
            case "\"exit\"" -> Runtime.getRuntime().halt(7);
            case "\"hang\"" -> new CountDownLatch(1).await();
            case "\"throw\"" ->
                    post(id + "/error", "{\"errorType\":\"Thrown\",\"errorMessage\":\"as told\"}");
            default -> post(id + "/response", answer(JSON.readTree(next.body())));
        }
    }

    private static String answer(JsonNode event) {
        if (!event.has("Records")) {
            return JSON.createObjectNode()
                    .put("pid", ProcessHandle.current().pid())
                    .set("event", event)
                    .toString();
        }
        var answer = JSON.createObjectNode();
        var failures = answer.putArray("batchItemFailures");
        for (JsonNode message : event.path("Records")) {
            String body = message.path("body").asText();
            int received = message.path("attributes").path("ApproximateReceiveCount").asInt();
            if (body.equals("exit at first") && received == 1) {
                Runtime.getRuntime().halt(7);
            }
            if (body.equals("nonsense at first") && received == 1) {
                return "{\"batchItemFailures\":[{\"itemIdentifier\":\"nobody\"}]}";
            }
            if (body.equals("fail at first") && received == 1) {
                failures.addObject().put("itemIdentifier", message.path("messageId").asText());
            }
        }
        return answer.toString();
    }

    private void post(String path, String body) throws IOException, InterruptedException {
        http.send(
                HttpRequest.newBuilder(URI.create(root + path))
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.discarding());
    }
}
