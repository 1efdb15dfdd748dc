package dev.belay.core.workflow;

import dev.belay.core.message.StartRequest.ParentClosePolicy;
import dev.belay.core.model.Lane;
import dev.belay.core.model.WorkflowId;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How a child run is started.
///
/// @param workflowId null makes one from the parent's run and the command's number
/// @param lane null is the workflow's own
public record ChildOptions(
        @Nullable WorkflowId workflowId,
        @Nullable Lane lane,
        @Nullable Duration timeout,
        ParentClosePolicy onParentClose) {
    public static final ChildOptions DEFAULT =
            new ChildOptions(null, null, null, ParentClosePolicy.TERMINATE);

    public ChildOptions withWorkflowId(String id) {
        return new ChildOptions(new WorkflowId(id), lane, timeout, onParentClose);
    }

    public ChildOptions withLane(Lane newLane) {
        return new ChildOptions(workflowId, newLane, timeout, onParentClose);
    }

    public ChildOptions withTimeout(Duration limit) {
        return new ChildOptions(workflowId, lane, limit, onParentClose);
    }

    public ChildOptions withOnParentClose(ParentClosePolicy policy) {
        return new ChildOptions(workflowId, lane, timeout, policy);
    }
}
