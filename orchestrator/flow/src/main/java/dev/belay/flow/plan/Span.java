package dev.belay.flow.plan;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A duration: fixed, or an expression that gives an ISO 8601 text or the object form (`days`,
/// `hours`, `minutes`, `seconds`, `milliseconds`). Exactly one of the two.
public record Span(@Nullable Duration fixed, @Nullable Jq computed) {
    @JsonCreator
    public Span(
            @JsonProperty("fixed") @Nullable Duration fixed,
            @JsonProperty("computed") @Nullable Jq computed) {
        if ((fixed == null) == (computed == null)) {
            throw new IllegalArgumentException("a span is either fixed or computed");
        }
        this.fixed = fixed;
        this.computed = computed;
    }

    public static Span of(Duration fixed) {
        return new Span(fixed, null);
    }

    public static Span of(Jq computed) {
        return new Span(null, computed);
    }
}
