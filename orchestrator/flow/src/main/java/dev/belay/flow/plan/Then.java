package dev.belay.flow.plan;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/// Where a flow goes on after a task.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "to")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Then.Continue.class, name = "continue"),
    @JsonSubTypes.Type(value = Then.Exit.class, name = "exit"),
    @JsonSubTypes.Type(value = Then.End.class, name = "end"),
    @JsonSubTypes.Type(value = Then.Goto.class, name = "task")
})
public sealed interface Then {
    Then CONTINUE = new Continue();

    /// With the task that is declared next, else at the end of the block.
    record Continue() implements Then {}

    /// At the end of the block.
    record Exit() implements Then {}

    /// Nowhere: the flow completes with this task's output.
    record End() implements Then {}

    /// @param task one of the same block
    record Goto(int task) implements Then {}
}
