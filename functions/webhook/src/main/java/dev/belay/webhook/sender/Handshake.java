package dev.belay.webhook.sender;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.webhook.template.Condition;
import dev.belay.webhook.template.Source;
import dev.belay.webhook.template.Template;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A request that asks whether this is the right address, and starts nothing.
///
/// @param name for the operator
/// @param check what must be proven before it is answered
/// @param token what must equal the trigger's secret of the role `verify`; null where nothing must
/// @param learn the secret that the sender makes up and gives now; kept only while there is none
/// @param text the answer as text; null where it is JSON
/// @param json the answer as JSON, whose texts are templates; null where it is text
/// @param headers of the answer
public record Handshake(
        String name,
        Set<String> methods,
        List<Condition> when,
        Check check,
        @Nullable Source token,
        @Nullable Source learn,
        int status,
        @Nullable Template text,
        @Nullable JsonNode json,
        Map<String, Template> headers) {
    public Handshake {
        methods = Set.copyOf(methods);
        when = List.copyOf(when);
        headers = Map.copyOf(headers);
    }

    public enum Check {
        NOTHING,
        SIGNATURE,
        TOKEN
    }
}
