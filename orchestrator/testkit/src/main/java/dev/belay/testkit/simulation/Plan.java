package dev.belay.testkit.simulation;

import dev.belay.core.model.RunKey;
import dev.belay.core.model.WorkflowId;
import dev.belay.testkit.reference.ReferenceWorkflow;
import org.jspecify.annotations.Nullable;

/// One run that a world is to have, and what became of asking for it.
final class Plan {
    final ReferenceWorkflow workflow;
    final WorkflowId workflowId;

    /// Known when the start was accepted.
    @Nullable RunKey run;

    /// Whether a cancellation that the workflow does not expect was accepted.
    boolean cancelled;

    boolean terminated;

    Plan(ReferenceWorkflow workflow, WorkflowId workflowId) {
        this.workflow = workflow;
        this.workflowId = workflowId;
    }
}
