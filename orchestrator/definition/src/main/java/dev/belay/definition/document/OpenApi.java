package dev.belay.definition.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What an OpenAPI 3 or Swagger 2 document says of its operations, as far as a request needs it.
public final class OpenApi {
    private static final List<String> METHODS =
            List.of("get", "put", "post", "delete", "options", "head", "patch", "trace");
    private static final int REFERENCES_MAX = 8;

    private final JsonNode document;
    private final String address;

    /// @param address where the document came from: servers may be relative to it
    public OpenApi(JsonNode document, String address) {
        this.document = document;
        this.address = address;
    }

    /// Where a parameter goes.
    public enum Where {
        PATH,
        QUERY,
        HEADER,
        BODY,
        UNKNOWN
    }

    /// @param server without a slash at the end
    /// @param path with `{name}` for its parameters
    /// @param parameters where each one goes
    /// @param hasBody whether the request has a body that parameters without a place become
    /// @param unsupported what it takes that a request of a flow cannot give, or nothing
    public record Operation(
            String id,
            String method,
            String server,
            String path,
            Map<String, Where> parameters,
            Set<String> required,
            boolean hasBody,
            String unsupported) {
        public Where placeOf(String parameter) {
            Where place = parameters.get(parameter);
            return place != null
                    ? place
                    : hasBody && parameter.equals("body") ? Where.BODY : Where.UNKNOWN;
        }

        public List<String> names() {
            return List.copyOf(parameters.keySet());
        }
    }

    public List<String> operationIds() {
        var ids = new ArrayList<String>();
        for (JsonNode item : document.path("paths")) {
            for (String method : METHODS) {
                JsonNode id = item.path(method).path("operationId");
                if (id.isTextual()) {
                    ids.add(id.asText());
                }
            }
        }
        return ids;
    }

    public Optional<Operation> operation(String id) {
        for (var path : document.path("paths").properties()) {
            for (String method : METHODS) {
                JsonNode operation = path.getValue().path(method);
                if (operation.path("operationId").asText().equals(id) && !id.isEmpty()) {
                    return Optional.of(
                            operation(id, method, path.getKey(), path.getValue(), operation));
                }
            }
        }
        return Optional.empty();
    }

    private Operation operation(
            String id, String method, String path, JsonNode item, JsonNode operation) {
        Map<String, Where> places = new HashMap<>();
        Set<String> required = new LinkedHashSet<>();
        Set<String> unsupported = new LinkedHashSet<>();
        for (JsonNode list : List.of(item.path("parameters"), operation.path("parameters"))) {
            for (JsonNode entry : list) {
                JsonNode parameter = resolve(entry);
                String name = parameter.path("name").asText();
                String in = parameter.path("in").asText();
                Where where =
                        switch (in) {
                            case "path" -> Where.PATH;
                            case "query" -> Where.QUERY;
                            case "header" -> Where.HEADER;
                            case "body" -> Where.BODY;
                            default -> Where.UNKNOWN;
                        };
                if (where != Where.UNKNOWN) {
                    places.put(name, where);
                }
                if (parameter.path("required").asBoolean()) {
                    if (where == Where.UNKNOWN) {
                        unsupported.add(in + " parameters");
                    } else {
                        required.add(name);
                    }
                }
            }
        }
        JsonNode content = resolve(operation.path("requestBody")).path("content");
        if (!content.isEmpty() && !json(content)) {
            unsupported.add("a body that is not JSON");
        }
        return new Operation(
                id,
                method.toUpperCase(Locale.ROOT),
                server(item, operation),
                path,
                Map.copyOf(places),
                required,
                !content.isEmpty(),
                String.join(" and ", unsupported));
    }

    private static boolean json(JsonNode content) {
        for (var type : content.properties()) {
            if (type.getKey().contains("json") || type.getKey().equals("*/*")) {
                return true;
            }
        }
        return false;
    }

    private String server(JsonNode item, JsonNode operation) {
        if (document.has("swagger")) {
            return swaggerServer();
        }
        JsonNode server = MissingNode.getInstance();
        for (JsonNode holder : List.of(operation, item, document)) {
            if (server.isMissingNode()) {
                server = holder.path("servers").path(0);
            }
        }
        String url = server.path("url").asText("/");
        for (var variable : server.path("variables").properties()) {
            url =
                    url.replace(
                            "{" + variable.getKey() + "}",
                            variable.getValue().path("default").asText());
        }
        return withoutSlash(
                url.contains("://") ? url : URI.create(address).resolve(url).toString());
    }

    private String swaggerServer() {
        URI own = URI.create(address);
        String scheme = String.valueOf(own.getScheme());
        for (JsonNode offered : document.path("schemes")) {
            scheme = offered.asText().equals("https") ? "https" : scheme;
        }
        String host = document.path("host").asText(String.valueOf(own.getAuthority()));
        return withoutSlash(
                "%s://%s%s".formatted(scheme, host, document.path("basePath").asText("")));
    }

    private static String withoutSlash(String url) {
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    private JsonNode resolve(JsonNode node) {
        JsonNode at = node;
        for (int i = 0; i < REFERENCES_MAX && at.path("$ref").isTextual(); i++) {
            String reference = at.path("$ref").asText();
            at =
                    reference.startsWith("#/")
                            ? document.at(reference.substring(1))
                            : MissingNode.getInstance();
        }
        return at;
    }
}
