package dev.belay.flow.decider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.flow.decider.Doing.Mapping;

/// What a run that does one page of a loop tells the run that the loop belongs to.
final class PageResult {
    private PageResult() {}

    /// @param stopped whether the loop's `while` did not hold
    static ObjectNode chained(JsonNode output, JsonNode context, boolean stopped) {
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        result.set("output", output);
        result.set("context", context);
        return result.put("stopped", stopped);
    }

    static ObjectNode mapped(Mapping mapping) {
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        result.put("failed", mapping.failures().size());
        result.set("failures", LoopReport.listed(mapping.failures()));
        ArrayNode results = result.putArray("results");
        mapping.results().forEach(results::add);
        return result;
    }

    /// The page met an `end`: the whole flow is to complete with this.
    static ObjectNode ended(JsonNode output) {
        ObjectNode result = JsonNodeFactory.instance.objectNode().put("ended", true);
        result.set("output", output);
        return result;
    }
}
