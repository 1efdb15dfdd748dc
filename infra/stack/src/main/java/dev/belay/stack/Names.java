package dev.belay.stack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Names that do not depend on how a template calls its resources.
final class Names {
    private static final Pattern REFERENCE =
            Pattern.compile("\\$\\{([A-Za-z0-9]+)(\\.[A-Za-z.]+)?}");
    private static final String PREFIX = "${AWS::StackName}-";

    private final Map<String, String> byId = new HashMap<>();

    Names(Template template) {
        template.all(Types.QUEUE).forEach((id, queue) -> byId.put(id, "queue:" + queue(queue)));
        template.all(Types.TABLE).forEach((id, _) -> byId.put(id, "table"));
        template.all(Types.BUCKET).forEach((id, _) -> byId.put(id, "bucket"));
        template.all(Types.SAM_API).forEach((id, _) -> byId.put(id, "api"));
        template.all(Types.API).forEach((id, _) -> byId.put(id, "api"));
        for (String type : new String[] {Types.SAM_FUNCTION, Types.FUNCTION}) {
            template.all(type).forEach(this::addFunction);
        }
        template.all(Types.ALIAS)
                .forEach((id, alias) ->
                        byId.put(
                                id,
                                canonical(alias.path("Properties").path("FunctionName").asText())));
    }

    private void addFunction(String id, JsonNode function) {
        String name = function(id, function);
        byId.put(id, "function:" + name);
        String logs = function.path("Properties").path("LoggingConfig").path("LogGroup").asText();
        Matcher group = REFERENCE.matcher(logs);
        if (group.matches()) {
            byId.put(group.group(1), "logs:" + name);
        }
    }

    /// A function's lane and what it exports, such as `system/orchestrator`.
    static String function(String id, JsonNode function) {
        JsonNode variables = function.path("Properties").path("Environment").path("Variables");
        String export = variables.path("QUARKUS_FUNQY_EXPORT").asText();
        String lane = variables.path("BELAY_LANE").asText();
        if (export.isEmpty()) {
            return variables.path("BELAY_FUNCTION").asText(id);
        }
        return lane.isEmpty() ? export : lane + "/" + export;
    }

    /// A queue's name without the prefix.
    static String queue(JsonNode queue) {
        String name = queue.path("Properties").path("QueueName").asText();
        return name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name;
    }

    /// What a text refers to, with names in the place of logical ids and attributes.
    String canonical(String text) {
        return REFERENCE
                .matcher(text)
                .replaceAll(match -> {
                    String name = byId.get(match.group(1));
                    return Matcher.quoteReplacement(name == null ? match.group() : name);
                });
    }

    /// The name of the function that a text refers to, through an alias or not.
    String functionIn(String text) {
        return within(text, "function:");
    }

    String queueIn(String text) {
        return within(text, "queue:");
    }

    private String within(String text, String kind) {
        String name = canonical(text);
        if (!name.startsWith(kind)) {
            throw new IllegalArgumentException(
                    "'%s' refers to no %s of the template".formatted(text, kind.replace(":", "")));
        }
        // What follows is a qualifier.
        int end = name.indexOf(':', kind.length());
        return name.substring(kind.length(), end < 0 ? name.length() : end);
    }

    /// The logical id that a text refers to.
    static String id(String text) {
        Matcher reference = REFERENCE.matcher(text);
        return reference.find() ? reference.group(1) : text;
    }
}
