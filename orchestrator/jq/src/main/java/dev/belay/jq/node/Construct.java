package dev.belay.jq.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.jq.value.JqError;
import dev.belay.jq.value.Json;
import dev.belay.jq.value.Work;
import java.util.List;

/// `{key: value, …}`: keys and values take turns in the parts.
public final class Construct extends Apply {
    public Construct(List<Node> keysAndValues) {
        super(keysAndValues, true);
    }

    @Override
    JsonNode apply(Work work, JsonNode in, JsonNode[] values) {
        work.buildObject(values.length / 2);
        ObjectNode object = Json.object();
        for (int i = 0; i < values.length; i += 2) {
            if (!values[i].isTextual()) {
                throw JqError.of("Object keys must be strings, not " + Json.type(values[i]));
            }
            object.set(values[i].textValue(), values[i + 1]);
        }
        return object;
    }
}
