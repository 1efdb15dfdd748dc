package dev.belay.core.message;

import dev.belay.core.model.Failure;
import dev.belay.core.model.Outcome;
import dev.belay.core.model.RunId;
import dev.belay.core.model.RunKey;
import dev.belay.core.model.RunStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A workflow task: one reason to advance a run. Any of these may arrive twice, late or out of
/// order.
public sealed interface RunMessage extends QueueMessage {
    record Start(RunKey run, StartRequest request) implements RunMessage {}

    /// How an attempt ended. The retry policy is applied where the history is, not by the sender.
    record ActivityReported(RunKey run, int activityId, int attempt, Outcome outcome)
            implements RunMessage {}

    /// A timer's time has come. One that comes early is armed again.
    record TimerDue(RunKey run, TimerKey timer, Instant fireAt) implements RunMessage {}

    /// Something was put into the run's inbox.
    record InboxFilled(RunKey run) implements RunMessage {}

    /// A child run exists, or could not be started (`failure`).
    record ChildStarted(RunKey run, int commandId, RunId child, @Nullable Failure failure)
            implements RunMessage {}

    record ChildClosed(RunKey run, int commandId, RunId child, RunStatus status, Outcome outcome)
            implements RunMessage {}

    /// A signal or cancel request to another run was accepted there, or could not be (`failure`).
    record DeliveryReported(RunKey run, int commandId, @Nullable Failure failure)
            implements RunMessage {}
}
