package dev.belay.jq.node;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.jq.value.Path;
import org.jspecify.annotations.Nullable;

/// Takes the results of a direct node.
@FunctionalInterface
interface Sink {
    /// @return false when no more results are wanted
    boolean accept(JsonNode value, @Nullable Path path);
}
