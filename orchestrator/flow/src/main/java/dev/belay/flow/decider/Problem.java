package dev.belay.flow.decider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// An error of a flow: an object with the members of RFC 7807.
///
/// @param body never changed
record Problem(ObjectNode body) {
    static final String CONFIGURATION = "configuration";
    static final String VALIDATION = "validation";
    static final String EXPRESSION = "expression";
    static final String TIMEOUT = "timeout";
    static final String COMMUNICATION = "communication";
    static final String RUNTIME = "runtime";

    private static final String FAMILY = "https://serverlessworkflow.io/spec/1.0.0/errors/";
    private static final Set<String> STANDARD =
            Set.of(
                    CONFIGURATION,
                    VALIDATION,
                    EXPRESSION,
                    "authentication",
                    "authorization",
                    TIMEOUT,
                    COMMUNICATION,
                    RUNTIME);

    /// The standard types have been written under several addresses; they mean the same.
    private static final Pattern ADDRESSES =
            Pattern.compile(
                    "https?://(?:www\\.)?(?:serverlessworkflow|open-?workflow-?specification)\\.(?:io|org)/(?:io/)?(?:spec/[^/]+/errors|dsl/errors/types|errors/types|errors)/([a-z]+)");

    /// @param type one of the standard types
    static Problem of(String type, int status, String title, @Nullable String detail) {
        var body = JsonNodeFactory.instance.objectNode();
        body.put("type", FAMILY + type).put("status", status).put("title", title);
        if (detail != null) {
            body.put("detail", detail);
        }
        return new Problem(body);
    }

    /// The same with where it comes from, unless it says so already.
    Problem at(String pointer) {
        return body.hasNonNull("instance")
                ? this
                : new Problem(body.deepCopy().put("instance", pointer));
    }

    Problem with(String member, JsonNode value) {
        ObjectNode more = body.deepCopy();
        more.set(member, value);
        return new Problem(more);
    }

    String type() {
        return body.path("type").asText();
    }

    String title() {
        return body.path("title").asText("");
    }

    /// Whether each member that `filter` names equals this problem's.
    boolean matches(@Nullable JsonNode filter) {
        if (filter == null) {
            return true;
        }
        for (var member : filter.properties()) {
            JsonNode mine =
                    body.path(member.getKey().equals("details") ? "detail" : member.getKey());
            boolean same =
                    member.getKey().equals("type")
                            ? plainType(mine.asText()).equals(plainType(member.getValue().asText()))
                            : mine.asText().equals(member.getValue().asText());
            if (!same) {
                return false;
            }
        }
        return true;
    }

    private static String plainType(String type) {
        Matcher matcher = ADDRESSES.matcher(type);
        return matcher.matches() && STANDARD.contains(matcher.group(1)) ? matcher.group(1) : type;
    }
}
