package dev.belay.jq.node;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.jq.value.Work;

/// A builtin that makes one value of its input and its arguments' values.
@FunctionalInterface
public interface Function {
    JsonNode apply(Work work, JsonNode in, JsonNode[] arguments);
}
