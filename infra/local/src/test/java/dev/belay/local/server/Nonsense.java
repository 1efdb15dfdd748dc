package dev.belay.local.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.api.http.Description;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// What people and programs send by mistake, or not.
final class Nonsense {
    private static final List<String> TEXTS =
            List.of(
                    "",
                    " ",
                    "null",
                    "-1",
                    "0",
                    "9223372036854775808",
                    "1e400",
                    "NaN",
                    "../../etc/passwd",
                    "a/b",
                    "%00",
                    "\u0000",
                    "\uD83D\uDE00",
                    "\u202Egnirts",
                    "e\u0301\u0327\u0316",
                    "\uFFFF",
                    "<script>",
                    "' OR 1=1 --",
                    "${jndi:ldap://x}",
                    "x".repeat(3_000),
                    "2026-13-45T99:00:00Z",
                    "+999999999-12-31T23:59:59Z",
                    "PT99999999999999S",
                    "-PT1S",
                    "*",
                    "belay.installation",
                    "default",
                    "bm9uc2Vuc2U",
                    "AAAA====",
                    "UPPER CASE");

    private final Random random;

    Nonsense(Random random) {
        this.random = random;
    }

    boolean coin() {
        return random.nextBoolean();
    }

    private String text() {
        return TEXTS.get(random.nextInt(TEXTS.size()));
    }

    /// Of a path: never empty, which would be another path.
    String part() {
        String text = text();
        return encode(text.isEmpty() ? "-" : text);
    }

    String query(Operation operation) {
        var query = new ArrayList<String>();
        for (JsonNode parameter : operation.json().path("parameters")) {
            JsonNode resolved = Description.resolve(Description.document(), parameter);
            String name = resolved.path("name").asText();
            // A long wait would only make the test slow.
            if (resolved.path("in").asText().equals("query") && coin()) {
                query.add(name + "=" + (name.equals("wait") ? "0x" : encode(text())));
            }
        }
        if (random.nextInt(8) == 0) {
            query.add(encode(text()) + "=1");
        }
        return query.isEmpty() ? "" : "?" + String.join("&", query);
    }

    String mediaType() {
        return List.of("text/plain", "application/xml", "multipart/form-data", "x", "*/*")
                .get(random.nextInt(5));
    }

    byte[] body(Operation operation) {
        String good = object(operation).toString();
        return switch (random.nextInt(9)) {
            case 0 -> bytes("");
            case 1 -> bytes(good.substring(0, random.nextInt(good.length())));
            case 2 -> bytes(good + good);
            case 3 -> bytes("[".repeat(5_000));
            case 4 -> bytes(List.of("null", "[]", "0", "\"x\"", "true").get(random.nextInt(5)));
            case 5 -> {
                byte[] raw = new byte[random.nextInt(200)];
                random.nextBytes(raw);
                yield raw;
            }
            case 6 -> new byte[] {'{', '"', (byte) 0xC3, '"', ':', '1', '}'};
            default -> bytes(good);
        };
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /// Has the described fields, with anything in them.
    private ObjectNode object(Operation operation) {
        JsonNode schema =
                Description.resolve(
                        Description.document(),
                        operation
                                .json()
                                .path("requestBody")
                                .path("content")
                                .path("application/json")
                                .path("schema"));
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        schema.path("properties")
                .properties()
                .forEach(property -> {
                    if (random.nextInt(4) != 0) {
                        body.set(property.getKey(), value(property.getValue()));
                    }
                });
        if (random.nextInt(8) == 0) {
            body.put(text(), 1);
        }
        return body;
    }

    private JsonNode value(JsonNode schema) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        return switch (random.nextInt(9)) {
            case 0 -> json.numberNode(new java.math.BigDecimal("1e300"));
            case 1 -> json.numberNode(Long.MIN_VALUE);
            case 2 -> json.nullNode();
            case 3 -> json.booleanNode(coin());
            case 4 -> json.arrayNode().add(text()).add(json.nullNode());
            case 5 -> json.objectNode().put(text(), text()).putNull("x");
            case 6 -> schema.has("enum") ? schema.path("enum").get(0) : json.textNode("approval");
            default -> json.textNode(text());
        };
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
