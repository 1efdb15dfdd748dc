package dev.belay.jq.node;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.jq.value.Path;
import org.jspecify.annotations.Nullable;

/// The state of one `reduce` or `foreach`: a value and how it was reached.
final class Accumulator {
    JsonNode value;
    @Nullable Path path;

    Accumulator(JsonNode value, @Nullable Path path) {
        this.value = value;
        this.path = path;
    }

    boolean set(JsonNode value, @Nullable Path path) {
        this.value = value;
        this.path = path;
        return true;
    }
}
