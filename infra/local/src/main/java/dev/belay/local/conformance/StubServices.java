package dev.belay.local.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.belay.local.access.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The public services that the specification's scenarios call, on this machine: a pet store and a
/// service that checks a password. Any host under `.example` answers with what it was asked.
final class StubServices implements AutoCloseable {
    private static final Pattern HOSTS =
            Pattern.compile(
                    "https?://(petstore\\.swagger\\.io|httpbin\\.org|[a-z0-9-]+\\.example)(/.*)?");
    private static final Pattern PASSWORD = Pattern.compile("/basic-auth/([^/]+)/([^/]+)");
    private static final Pattern PET = Pattern.compile("/v2/pet/([0-9]+)");
    private static final String SWAGGER =
            """
            {"swagger": "2.0", "host": "petstore.swagger.io", "basePath": "/v2", "schemes": ["https"],
             "paths": {
               "/pet/findByStatus": {"get": {"operationId": "findPetsByStatus", "parameters": [
                 {"name": "status", "in": "query", "required": true, "type": "array"}]}},
               "/pet/{petId}": {"get": {"operationId": "getPetById", "parameters": [
                 {"name": "petId", "in": "path", "required": true, "type": "integer"}]}}}}
            """;

    private final HttpServer server;
    private final Map<String, Refusal> refusals = new ConcurrentHashMap<>();

    private record Refusal(int status, int times) {}

    private record Reply(int status, String body) {
        static Reply of(JsonNode body) {
            return new Reply(200, body.toString());
        }
    }

    StubServices() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    /// The same address on this machine, where a stub stands in for its host.
    String local(String url) {
        Matcher matcher = HOSTS.matcher(url);
        if (!matcher.matches()) {
            return url;
        }
        String path = matcher.group(2) == null ? "/" : matcher.group(2);
        return "http://127.0.0.1:%d/%s%s"
                .formatted(server.getAddress().getPort(), matcher.group(1), path);
    }

    /// Lets an address answer with an error so often before it answers.
    void refuse(String url, int status, int times) {
        refusals.put(URI.create(local(url)).getPath(), new Refusal(status, times));
    }

    void forget() {
        refusals.clear();
    }

    private void answer(HttpExchange exchange) throws IOException {
        Reply reply = refusal(exchange.getRequestURI().getPath());
        if (reply == null) {
            reply = reply(exchange);
        }
        byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(reply.status(), body.length);
        try (var out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    /// Null where the address is to answer.
    private @Nullable Reply refusal(String path) {
        Refusal refusal = refusals.get(path);
        if (refusal == null || refusal.times() == 0) {
            return null;
        }
        refusals.put(path, new Refusal(refusal.status(), refusal.times() - 1));
        return new Reply(refusal.status(), "{}");
    }

    private static Reply reply(HttpExchange exchange) throws IOException {
        String[] parts = exchange.getRequestURI().getPath().split("/", 3);
        String path = "/" + (parts.length > 2 ? parts[2] : "");
        return switch (parts[1]) {
            case "petstore.swagger.io" -> petStore(path);
            case "httpbin.org" -> password(exchange, path);
            default -> echo(exchange, path);
        };
    }

    private static Reply petStore(String path) {
        if (path.equals("/v2/swagger.json")) {
            return new Reply(200, SWAGGER);
        }
        if (path.equals("/v2/pet/findByStatus")) {
            return Reply.of(JsonNodeFactory.instance.arrayNode().add(pet(7)));
        }
        Matcher pet = PET.matcher(path);
        return pet.matches()
                ? Reply.of(pet(Integer.parseInt(pet.group(1))))
                : new Reply(404, "{\"message\": \"there is no such pet\"}");
    }

    private static ObjectNode pet(int id) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", id)
                .put("name", "Rex")
                .put("status", "available");
    }

    private static Reply password(HttpExchange exchange, String path) {
        Matcher wanted = PASSWORD.matcher(path);
        String pair = wanted.matches() ? wanted.group(1) + ":" + wanted.group(2) : "";
        String header =
                "Basic "
                        + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        return header.equals(exchange.getRequestHeaders().getFirst("Authorization"))
                ? new Reply(200, "{\"authenticated\": true}")
                : new Reply(401, "{}");
    }

    private static Reply echo(HttpExchange exchange, String path) throws IOException {
        ObjectNode echo = JsonNodeFactory.instance.objectNode();
        echo.put("method", exchange.getRequestMethod()).put("path", path);
        byte[] body = exchange.getRequestBody().readAllBytes();
        if (body.length > 0) {
            echo.set(
                    "body", Json.readTree("the request", new String(body, StandardCharsets.UTF_8)));
        }
        return Reply.of(echo);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
