package dev.belay.flow.decider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.flow.plan.Step;
import dev.belay.flow.plan.Template;
import dev.belay.flow.secret.SecretReferences;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What an HTTP call gives to the activity that performs it.
final class HttpArguments {
    static final String ACTIVITY = "http-request";

    private static final String SECRET = "[secret]";
    private static final Set<String> CREDENTIALS =
            Set.of("authorization", "proxy-authorization", "cookie");

    private static final Pattern VARIABLE = Pattern.compile("\\{([^{}]+)}");

    private final Evaluation evaluation;

    HttpArguments(Evaluation evaluation) {
        this.evaluation = evaluation;
    }

    ObjectNode of(Step.CallHttp call, Frame frame) {
        var request = JsonNodeFactory.instance.objectNode();
        request.put("method", call.method().toUpperCase(Locale.ROOT));
        request.put("url", url(call.endpoint(), frame));
        ObjectNode headers = texts(call.headers(), frame);
        JsonNode authentication = authentication(call.authentication(), frame, headers);
        if (!headers.isEmpty()) {
            request.set("headers", headers);
        }
        ObjectNode query = texts(call.query(), frame);
        if (!query.isEmpty()) {
            request.set("query", query);
        }
        if (call.body() != null) {
            request.set("body", evaluation.arguments(call.body(), frame));
        }
        if (call.redirect()) {
            request.putArray("success").add("2xx").add("3xx");
        } else {
            // A redirect is an error then, not an answer, as the specification has it.
            request.put("withoutRedirects", true);
        }
        if (call.output() == Step.HttpOutput.RAW) {
            request.put("raw", true);
        }
        if (authentication != null) {
            request.set("authentication", authentication);
        }
        return request;
    }

    /// What of a request may become data of the flow: no secret, and no credential.
    static ObjectNode shown(ObjectNode request) {
        var shown = JsonNodeFactory.instance.objectNode();
        shown.set("method", request.get("method"));
        shown.set("uri", SecretReferences.resolve(request.path("url"), _ -> SECRET));
        ObjectNode headers = shown.putObject("headers");
        for (var header : request.path("headers").properties()) {
            boolean credential = CREDENTIALS.contains(header.getKey().toLowerCase(Locale.ROOT));
            if (credential || SecretReferences.in(header.getValue())) {
                headers.put(header.getKey(), SECRET);
            } else {
                headers.set(header.getKey(), header.getValue());
            }
        }
        return shown;
    }

    private String url(Template endpoint, Frame frame) {
        JsonNode value = evaluation.arguments(endpoint, frame);
        boolean template =
                endpoint.value().isTextual()
                        && Template.expressionIn(endpoint.value().textValue()) == null;
        return template ? expand(value.asText(), frame.input()) : value.asText();
    }

    /// Puts the input's members in, percent-encoded.
    private static String expand(String template, JsonNode input) {
        Matcher matcher = VARIABLE.matcher(template);
        return matcher.replaceAll(found -> {
            JsonNode member = input.path(found.group(1));
            String text = member.isValueNode() && !member.isNull() ? member.asText() : "";
            return Matcher.quoteReplacement(
                    URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20"));
        });
    }

    private ObjectNode texts(@Nullable Template template, Frame frame) {
        var texts = JsonNodeFactory.instance.objectNode();
        if (template != null) {
            for (var member : evaluation.arguments(template, frame).properties()) {
                JsonNode value = member.getValue();
                if (!value.isNull()) {
                    texts.put(
                            member.getKey(),
                            value.isValueNode() ? value.asText() : value.toString());
                }
            }
        }
        return texts;
    }

    /// Sets the header where everything is known here. What needs a secret encoded, or a token
    /// fetched, is left to the activity.
    private @Nullable JsonNode authentication(
            @Nullable Template template, Frame frame, ObjectNode headers) {
        if (template == null) {
            return null;
        }
        JsonNode given = evaluation.arguments(template, frame);
        String scheme = given.path("scheme").asText().toLowerCase(Locale.ROOT);
        if (scheme.equals("bearer") && given.hasNonNull("token")) {
            headers.put("Authorization", "Bearer " + given.get("token").asText());
            return null;
        }
        if (scheme.equals("basic") && given.hasNonNull("username") && !SecretReferences.in(given)) {
            String pair = given.get("username").asText() + ":" + given.path("password").asText("");
            headers.put(
                    "Authorization",
                    "Basic "
                            + Base64.getEncoder()
                                    .encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
            return null;
        }
        return given;
    }
}
