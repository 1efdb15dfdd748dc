package dev.belay.flow.decider;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One active task with its data.
final class Frame {
    @JsonProperty final int id;

    /// The frame of the enclosing task; 0 is the flow itself.
    @JsonProperty final int owner;

    /// Which of the owner's parts it belongs to: a branch, an iteration.
    @JsonProperty final int slot;

    @JsonProperty final int task;

    /// The variables that the owner gave this part.
    @JsonProperty final Map<String, JsonNode> variables;

    /// What came in.
    @JsonProperty final JsonNode raw;

    /// What `input.from` made of it; null where that is the same, and before.
    @JsonProperty @Nullable JsonNode changed;

    @JsonProperty final Instant startedAt;

    /// The timer that limits its time; 0 where there is none.
    @JsonProperty int timeout;

    /// Null for tasks that are only entered and left.
    @JsonProperty @Nullable Doing doing;

    @JsonCreator
    Frame(
            @JsonProperty("id") int id,
            @JsonProperty("owner") int owner,
            @JsonProperty("slot") int slot,
            @JsonProperty("task") int task,
            @JsonProperty("variables") Map<String, JsonNode> variables,
            @JsonProperty("raw") JsonNode raw,
            @JsonProperty("startedAt") Instant startedAt) {
        this.id = id;
        this.owner = owner;
        this.slot = slot;
        this.task = task;
        this.variables = variables;
        this.raw = raw;
        this.startedAt = startedAt;
    }

    JsonNode input() {
        return changed == null ? raw : changed;
    }

    /// What it does, known to be of a kind.
    <D extends Doing> D doing(Class<D> kind) {
        return Objects.requireNonNull(kind.cast(doing));
    }
}
