package dev.belay.flow.decider;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/// A compiled template.
sealed interface Filling {
    record Constant(JsonNode value) implements Filling {}

    record Computed(Compiled expression) implements Filling {}

    record Members(Map<String, Filling> members) implements Filling {}

    record Elements(List<Filling> elements) implements Filling {}
}
