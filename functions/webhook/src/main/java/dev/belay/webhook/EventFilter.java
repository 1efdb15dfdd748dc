package dev.belay.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;

/// Which events are wanted: those for which every attribute fits.
///
/// @param with by attribute of the event, `data` among them: a constant, a text that is a regular
///   expression for the whole of it, or `${ }` around an expression over the attribute's value that
///   gives true or what the attribute has to be
public record EventFilter(Map<String, JsonNode> with) {
    public EventFilter {
        with = Map.copyOf(with);
    }

    /// In the order of the attributes' names.
    public Map<String, JsonNode> sorted() {
        return new TreeMap<>(with);
    }
}
