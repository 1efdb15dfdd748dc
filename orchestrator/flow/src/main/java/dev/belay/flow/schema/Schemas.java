package dev.belay.flow.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/// Compiles JSON schemas. Thread-safe.
public interface Schemas {
    /// @param document the schema itself, with nothing left to fetch
    Check compile(JsonNode document);

    /// One compiled schema. Thread-safe and pure.
    interface Check {
        /// What is wrong with `value`, a sentence each: where and which rule, never the value.
        /// Empty when it fits.
        List<String> violations(JsonNode value);
    }
}
