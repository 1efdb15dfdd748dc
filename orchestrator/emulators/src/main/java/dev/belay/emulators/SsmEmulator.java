package dev.belay.emulators;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import dev.belay.emulators.Loopback.Answer;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// As much of Systems Manager's parameter store as the adapters use, in memory: encrypted
/// parameters by name.
final class SsmEmulator implements AutoCloseable {
    private static final int NAMES_MAX = 10;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, String> values = new ConcurrentHashMap<>();
    private final Loopback server = Loopback.serve(this::answer);

    private Answer answer(HttpExchange exchange) throws IOException {
        JsonNode request = JSON.readTree(exchange.getRequestBody());
        String target = exchange.getRequestHeaders().getFirst("x-amz-target");
        return switch (target) {
            case "AmazonSSM.GetParameters" -> get(request);
            case "AmazonSSM.PutParameter" -> put(request);
            default -> error("UnknownOperationException");
        };
    }

    private Answer get(JsonNode request) {
        if (request.path("Names").size() > NAMES_MAX) {
            return error("ValidationException");
        }
        var answer = JSON.createObjectNode();
        var found = answer.putArray("Parameters");
        var missing = answer.putArray("InvalidParameters");
        boolean decrypted = request.path("WithDecryption").asBoolean();
        request.path("Names")
                .forEach(name -> {
                    @Nullable String value = values.get(name.asText());
                    if (value == null) {
                        missing.add(name);
                    } else {
                        found.addObject()
                                .put("Name", name.asText())
                                .put("Type", "SecureString")
                                .put("Value", decrypted ? value : "(encrypted)")
                                .put("Version", 1);
                    }
                });
        return Answer.json(200, answer.toString());
    }

    private Answer put(JsonNode request) {
        String name = request.path("Name").asText();
        String value = request.path("Value").asText();
        if (request.path("Overwrite").asBoolean()) {
            values.put(name, value);
        } else if (values.putIfAbsent(name, value) != null) {
            return error("ParameterAlreadyExists");
        }
        return Answer.json(200, "{\"Version\":1,\"Tier\":\"Standard\"}");
    }

    private static Answer error(String type) {
        return Answer.json(400, "{\"__type\":\"%s\",\"message\":\"refused\"}".formatted(type));
    }

    URI endpoint() {
        return server.endpoint();
    }

    @Override
    public void close() {
        server.close();
    }
}
