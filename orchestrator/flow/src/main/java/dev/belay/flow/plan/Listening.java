package dev.belay.flow.plan;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a `listen` waits for.
public final class Listening {
    private Listening() {}

    /// @param until only with [Mode#ANY]; null stops at the first event
    public record Strategy(Mode mode, List<Filter> filters, @Nullable Until until) {
        public Strategy {
            filters = List.copyOf(filters);
        }
    }

    public enum Mode {
        ONE,
        /// No filters: every event.
        ANY,
        ALL
    }

    /// When to stop listening.
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Until.Holds.class, name = "holds"),
        @JsonSubTypes.Type(value = Until.Heard.class, name = "heard")
    })
    public sealed interface Until {
        /// After an event for which this is true; `.` is the array of what was heard.
        record Holds(Jq condition) implements Until {}

        /// Once these events came; they are not part of the output.
        record Heard(Strategy strategy) implements Until {}
    }

    /// @param with by attribute of the event: a constant, a regular expression that matches the
    ///   whole of it, or an expression over the attribute's own value that gives true
    /// @param correlate by name
    public record Filter(Map<String, Template> with, Map<String, Correlation> correlate) {
        public Filter {
            with = Map.copyOf(with);
            correlate = Map.copyOf(correlate);
        }
    }

    /// @param from evaluated on the event
    /// @param expect null is what the first event gave
    public record Correlation(Jq from, @Nullable Template expect) {}

    /// What of an event is read.
    public enum Read {
        DATA,
        ENVELOPE,
        RAW
    }

    /// What is done with each event, one after the other.
    ///
    /// @param item the event's variable
    /// @param at its index's variable
    public record Foreach(
            String item, String at, List<Integer> block, Transform output, Transform export) {
        public Foreach {
            block = List.copyOf(block);
        }
    }
}
