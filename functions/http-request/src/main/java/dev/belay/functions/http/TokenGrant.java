package dev.belay.functions.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.belay.core.port.PayloadCodec;
import dev.belay.functions.http.HttpTransport.Call;
import java.net.URLEncoder;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What is asked of a token endpoint, and by whom.
///
/// @param discovery whether the authority's own description says where tokens are
/// @param path of the token endpoint, from the authority on, or a whole address
/// @param issuers who may have issued the token; empty for anyone
record TokenGrant(
        String authority,
        boolean discovery,
        String path,
        Map<String, String> form,
        Map<String, String> headers,
        boolean json,
        List<String> issuers) {
    private static final String TOKEN_EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";
    private static final String JWT_BEARER =
            "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    private static final String DISCOVERY = "/.well-known/openid-configuration";

    static TokenGrant of(Fields fields, boolean discovery) {
        var form = new LinkedHashMap<String, String>();
        var headers = new TreeMap<String, String>();
        form.put("grant_type", fields.text("grant", "client_credentials"));
        grant(fields, form);
        client(fields.object("client"), form, headers);
        joined("scope", fields.texts("scopes"), form);
        joined("audience", fields.texts("audiences"), form);
        return new TokenGrant(
                fields.required("authority"),
                discovery,
                fields.object("endpoints").text("token", "/oauth2/token"),
                form,
                headers,
                json(fields.object("request")),
                fields.texts("issuers"));
    }

    private static void grant(Fields fields, Map<String, String> form) {
        switch (form.get("grant_type")) {
            case "client_credentials" -> {}
            case "password" -> {
                form.put("username", fields.required("username"));
                form.put("password", fields.required("password"));
            }
            case TOKEN_EXCHANGE -> {
                form.put("subject_token", fields.object("subject").required("token"));
                form.put("subject_token_type", fields.object("subject").required("type"));
                if (fields.members().get("actor") != null) {
                    form.put("actor_token", fields.object("actor").required("token"));
                    form.put("actor_token_type", fields.object("actor").required("type"));
                }
            }
            case null, default ->
                    throw Secrets.invalid(
                            "its authentication's 'grant' is not one a machine can use alone; expected client_credentials, password or "
                                    + TOKEN_EXCHANGE);
        }
    }

    private static void client(
            Fields client, Map<String, String> form, Map<String, String> headers) {
        switch (client.text("authentication", "client_secret_post")) {
            case "client_secret_post" -> {
                put("client_id", client, "id", form);
                put("client_secret", client, "secret", form);
            }
            case "client_secret_basic" -> {
                String pair =
                        encoded(client.required("id")) + ":" + encoded(client.text("secret", ""));
                headers.put(
                        "authorization",
                        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8)));
            }
            case "client_secret_jwt", "private_key_jwt" -> {
                put("client_id", client, "id", form);
                form.put("client_assertion_type", JWT_BEARER);
                form.put("client_assertion", client.required("assertion"));
            }
            case "none" -> form.put("client_id", client.required("id"));
            default ->
                    throw Secrets.invalid(
                            "its authentication's 'client.authentication' is not one of client_secret_basic, client_secret_post, client_secret_jwt, private_key_jwt and none");
        }
    }

    private static void put(String as, Fields client, String name, Map<String, String> form) {
        String value = client.text(name);
        if (value != null) {
            form.put(as, value);
        }
    }

    private static void joined(String as, List<String> values, Map<String, String> form) {
        if (!values.isEmpty()) {
            form.put(as, String.join(" ", values));
        }
    }

    private static boolean json(Fields request) {
        return switch (request.text("encoding", "application/x-www-form-urlencoded")) {
            case "application/x-www-form-urlencoded" -> false;
            case "application/json" -> true;
            default ->
                    throw Secrets.invalid(
                            "its authentication's 'request.encoding' is neither application/x-www-form-urlencoded nor application/json");
        };
    }

    /// Where the authority describes itself.
    Target description() {
        return Target.of(authority.endsWith(DISCOVERY) ? authority : base() + DISCOVERY, Map.of());
    }

    Target endpoint() {
        var from = Target.of(authority, Map.of());
        return path.matches("(?i)https?://.*")
                ? from.redirected(path)
                : Target.of(base() + "/" + path.replaceFirst("^/+", ""), Map.of());
    }

    /// Whether the authority, or one of the issuers that are named, calls itself so.
    boolean mayIssue(String issuer) {
        return issuers.isEmpty()
                ? trimmed(issuer).equals(trimmed(authority.replace(DISCOVERY, "")))
                : issuers.contains(issuer);
    }

    Call call(Target endpoint, PayloadCodec codec) {
        var all = new TreeMap<>(headers);
        all.put("accept", "application/json");
        all.put("content-type", json ? "application/json" : "application/x-www-form-urlencoded");
        return new Call("POST", endpoint, all, json ? codec.write(form) : urlEncoded());
    }

    private byte[] urlEncoded() {
        return form.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"))
                .getBytes(UTF_8);
    }

    private String base() {
        return trimmed(authority);
    }

    private static String trimmed(String uri) {
        return uri.endsWith("/") ? uri.substring(0, uri.length() - 1) : uri;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    /// Shows nothing that it holds.
    @Override
    public String toString() {
        return "TokenGrant";
    }
}
