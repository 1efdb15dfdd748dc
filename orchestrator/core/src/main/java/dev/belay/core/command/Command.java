package dev.belay.core.command;

import dev.belay.core.activity.ActivityOptions;
import dev.belay.core.message.Attributes;
import dev.belay.core.message.StartRequest;
import dev.belay.core.message.StartRequest.ParentClosePolicy;
import dev.belay.core.model.Failure;
import dev.belay.core.model.Outcome;
import dev.belay.core.model.Payload;
import dev.belay.core.model.RunId;
import dev.belay.core.model.TaskQueue;
import dev.belay.core.model.WorkflowId;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a decider asks for. Recorded as it is, under a number that counts up within the run.
public sealed interface Command {
    record ScheduleActivity(
            String activity, TaskQueue queue, Payload input, ActivityOptions options)
            implements Command {}

    /// The workflow no longer wants the result; the attempt learns it at its next heartbeat.
    record CancelActivity(int target) implements Command {}

    /// A local activity ran inside the decision; this keeps how the attempt ended.
    record RecordLocalActivity(String activity, int attempt, Outcome outcome) implements Command {}

    /// A value that code computed outside what replay can repeat.
    record RecordSideEffect(Payload value) implements Command {}

    record MarkVersion(String change, int version) implements Command {}

    record StartTimer(Instant fireAt, String label) implements Command {}

    record CancelTimer(int target) implements Command {}

    record StartChild(RunId child, StartRequest request, ParentClosePolicy onClose)
            implements Command {}

    record CancelChild(int target, String reason) implements Command {}

    record SignalRun(WorkflowId target, @Nullable RunId runId, String signal, Payload payload)
            implements Command {}

    record RequestCancel(WorkflowId target, @Nullable RunId runId, String reason)
            implements Command {}

    record AcceptUpdate(String itemId) implements Command {}

    record RejectUpdate(String itemId, Failure failure) implements Command {}

    record CompleteUpdate(String itemId, Outcome outcome) implements Command {}

    record UpsertAttributes(
            Map<String, String> attributes, Map<String, String> memo, Set<String> tags)
            implements Command {
        public UpsertAttributes {
            Attributes.requireShort(attributes);
            Attributes.requireShort(memo);
            attributes = Map.copyOf(attributes);
            memo = Map.copyOf(memo);
            tags = Set.copyOf(tags);
        }
    }

    /// Append what there is and go on at once: bounds what a crash can lose of local work.
    record Checkpoint() implements Command {}

    /// Ends the run. Nothing follows.
    sealed interface Closing extends Command {}

    record CompleteRun(Payload result) implements Closing {}

    record FailRun(Failure failure) implements Closing {}

    record CancelRun(String reason) implements Closing {}

    record ContinueAsNew(RunId next, StartRequest request) implements Closing {}
}
