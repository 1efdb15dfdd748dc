package dev.belay.local.server;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.api.http.Description;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// An operation of the description, for tests that walk them all.
record Operation(String id, String method, String path, String role, JsonNode json) {
    /// Values for the parts of paths; nothing but the workspace is there.
    static final Map<String, String> PARTS =
            Map.of(
                    "workspace", "shop",
                    "run", "nobody",
                    "step", "1",
                    "flow", "demo.nothing",
                    "version", "1.0.0",
                    "schedule", "never",
                    "trigger", "nothing",
                    "line", "01KEAAAAAAAAAAAAAAAAAAAAAA",
                    "key", "aaaaaaaaaaaa",
                    "sha256", "0".repeat(64));

    static List<Operation> all() {
        var operations = new ArrayList<Operation>();
        for (var path : Description.document().path("paths").properties()) {
            for (var method : path.getValue().properties()) {
                JsonNode operation = method.getValue();
                if (operation.has("operationId")) {
                    operations.add(
                            new Operation(
                                    operation.path("operationId").asText(),
                                    method.getKey().toUpperCase(Locale.ROOT),
                                    path.getKey(),
                                    operation.path("x-belay-role").asText(),
                                    operation));
                }
            }
        }
        return operations;
    }

    boolean takesBody() {
        return json.has("requestBody");
    }

    boolean writes() {
        return !method.equals("GET") && !id.equals("queryRun") && !id.equals("validateFlow");
    }

    String address(Map<String, String> parts) {
        String address = path;
        for (var part : parts.entrySet()) {
            address = address.replace("{" + part.getKey() + "}", part.getValue());
        }
        return address;
    }

    @Override
    public String toString() {
        return id;
    }
}
