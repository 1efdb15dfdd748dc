package dev.belay.flow.decider;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// All that a flow's run knows between two decisions.
final class FlowState {
    /// Raised when what is written changes so that older builds cannot read it.
    static final int FORMAT = 1;

    @JsonProperty int format = FORMAT;
    @JsonProperty boolean begun;
    @JsonProperty boolean closed;
    @JsonProperty int lastCommand;
    @JsonProperty int lastFrame;

    /// Whether this run does one page of another run's loop.
    @JsonProperty boolean page;

    /// Events that a run which gathers was told of; null in all other runs.
    @JsonProperty @Nullable Integer gathered;

    /// The workflow id of the slot that it has asked for, or holds; null where it has none.
    @JsonProperty @Nullable String slot;

    /// The command that began the slot.
    @JsonProperty int slotCommand;

    @JsonProperty boolean slotHeld;

    /// Whether the first task was entered: a slot may have to be had before.
    @JsonProperty boolean atWork;

    /// What it was told while it had no slot.
    @JsonProperty final List<JsonNode> heldBack = new ArrayList<>();

    /// What the run was started with.
    @JsonProperty JsonNode rawInput = NullNode.getInstance();

    @JsonProperty JsonNode input = NullNode.getInstance();
    @JsonProperty JsonNode context = JsonNodeFactory.instance.objectNode();

    /// By id, in the order in which they were entered.
    @JsonProperty final Map<Integer, Frame> frames = new LinkedHashMap<>();

    /// By command.
    @JsonProperty final Map<Integer, Wait> waits = new LinkedHashMap<>();

    /// Events that nobody has listened for yet.
    @JsonProperty final List<ObjectNode> events = new ArrayList<>();

    @JsonProperty int eventsDropped;

    /// The last output of each task that has completed, by task.
    @JsonProperty final Map<Integer, JsonNode> outputs = new TreeMap<>();
}
