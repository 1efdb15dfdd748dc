package dev.belay.core.history;

import dev.belay.core.command.Command;
import dev.belay.core.message.StartRequest;
import dev.belay.core.model.Failure;
import dev.belay.core.model.Outcome;
import dev.belay.core.model.Payload;
import dev.belay.core.model.RunId;
import dev.belay.core.model.RunStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One stored fact of a run.
///
/// Facts come in two ways: from outside ([Incoming]), and from the decider, as the commands that it
/// gave ([CommandIssued]).
public sealed interface HistoryEvent {
    /// Whether no event can follow.
    default boolean closesRun() {
        return this instanceof RunTerminated
                || this instanceof RunTimedOut
                || (this instanceof CommandIssued issued
                        && issued.command() instanceof Command.Closing);
    }

    /// Told to the run by a message.
    sealed interface Incoming extends HistoryEvent {}

    record RunStarted(StartRequest request) implements Incoming {}

    /// The start delay has passed.
    record RunBegan() implements Incoming {}

    /// An attempt failed and another follows.
    record ActivityAttemptFailed(int activityId, int attempt, Failure failure, Instant retryAt)
            implements Incoming {}

    record ActivityCompleted(int activityId, int attempt, Payload result) implements Incoming {}

    /// The activity failed for good.
    record ActivityFailed(int activityId, int attempt, Failure failure) implements Incoming {}

    record TimerFired(int timerId) implements Incoming {}

    record SignalReceived(String itemId, String name, Payload payload) implements Incoming {}

    record UpdateRequested(String itemId, String name, Payload payload) implements Incoming {}

    record CancelRequested(String itemId, String reason) implements Incoming {}

    record ChildStarted(int commandId, RunId child) implements Incoming {}

    record ChildClosed(int commandId, RunId child, RunStatus status, Outcome outcome)
            implements Incoming {}

    /// A signal or cancel request to another run arrived there, or did not (`failure`).
    record RequestDelivered(int commandId, @Nullable Failure failure) implements Incoming {}

    /// Ended by force; no cleanup ran.
    record RunTerminated(String itemId, String reason) implements Incoming {}

    record RunTimedOut() implements Incoming {}

    /// The code at hand cannot continue the run. It stays open and is tried again.
    ///
    /// @param code an error code, for example `BLY-2001`
    /// @param build the build that could not
    record RunBlocked(String code, String message, String build) implements Incoming {}

    record RunUnblocked(String build) implements Incoming {}

    /// @param id counts up from 1 within the run, over all commands
    record CommandIssued(int id, Command command) implements HistoryEvent {}

    /// The decision was too large for one batch; the next batch has more of its commands.
    record DecisionSplit() implements HistoryEvent {}
}
