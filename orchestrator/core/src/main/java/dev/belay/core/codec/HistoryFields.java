package dev.belay.core.codec;

import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.history.Batch;
import dev.belay.core.history.HistoryEvent;
import dev.belay.core.history.HistoryEvent.ActivityAttemptFailed;
import dev.belay.core.history.HistoryEvent.ActivityCompleted;
import dev.belay.core.history.HistoryEvent.ActivityFailed;
import dev.belay.core.history.HistoryEvent.CancelRequested;
import dev.belay.core.history.HistoryEvent.ChildClosed;
import dev.belay.core.history.HistoryEvent.ChildStarted;
import dev.belay.core.history.HistoryEvent.CommandIssued;
import dev.belay.core.history.HistoryEvent.DecisionSplit;
import dev.belay.core.history.HistoryEvent.RequestDelivered;
import dev.belay.core.history.HistoryEvent.RunBegan;
import dev.belay.core.history.HistoryEvent.RunBlocked;
import dev.belay.core.history.HistoryEvent.RunStarted;
import dev.belay.core.history.HistoryEvent.RunTerminated;
import dev.belay.core.history.HistoryEvent.RunTimedOut;
import dev.belay.core.history.HistoryEvent.RunUnblocked;
import dev.belay.core.history.HistoryEvent.SignalReceived;
import dev.belay.core.history.HistoryEvent.TimerFired;
import dev.belay.core.history.HistoryEvent.UpdateRequested;
import dev.belay.core.history.StoredBatch;
import dev.belay.core.model.RunId;
import dev.belay.core.model.RunStatus;
import java.util.List;

/// The fields of events and batches, for every form that a history is kept in.
public final class HistoryFields {
    private static final Kinds KINDS =
            Kinds.of(
                    List.of(
                            RunStarted.class,
                            RunBegan.class,
                            ActivityAttemptFailed.class,
                            ActivityCompleted.class,
                            ActivityFailed.class,
                            TimerFired.class,
                            SignalReceived.class,
                            UpdateRequested.class,
                            CancelRequested.class,
                            ChildStarted.class,
                            ChildClosed.class,
                            RequestDelivered.class,
                            RunTerminated.class,
                            RunTimedOut.class,
                            RunBlocked.class,
                            RunUnblocked.class,
                            CommandIssued.class,
                            DecisionSplit.class));

    private HistoryFields() {}

    public static StoredBatch toStored(Batch batch) {
        return new StoredBatch(
                batch.number(), BinaryWriter.record(batch, HistoryFields::writeBatch));
    }

    /// @throws BelayException `UNSUPPORTED_HISTORY` when a newer build wrote it,
    ///   `UNREADABLE_HISTORY` when it is damaged
    public static Batch fromStored(StoredBatch stored) {
        Batch batch = BinaryReader.record(stored.bytes(), HistoryFields::readBatch);
        if (batch.number() != stored.number()) {
            throw new BelayException(
                    ErrorCode.UNREADABLE_HISTORY,
                    "batch %d was stored under number %d"
                            .formatted(batch.number(), stored.number()));
        }
        return batch;
    }

    public static void writeBatch(FieldWriter w, Batch batch) {
        w.number(1, "number", batch.number());
        w.instant(2, "time", batch.time());
        w.list(3, "events", batch.events(), HistoryFields::write);
    }

    public static Batch readBatch(FieldReader r) {
        return new Batch(
                r.number(1, "number"),
                r.instant(2, "time"),
                r.list(3, "events", HistoryFields::read));
    }

    public static void write(FieldWriter w, HistoryEvent event) {
        KINDS.write(w, event);
        switch (event) {
            case RunStarted(var request) -> w.object(1, "request", request, ValueFields::write);
            case RunBegan() -> {}
            case DecisionSplit() -> {}
            case ActivityAttemptFailed(int activityId, int attempt, var failure, var retryAt) -> {
                w.number(1, "activityId", activityId);
                w.number(2, "attempt", attempt);
                w.object(3, "failure", failure, ValueFields::write);
                w.instant(4, "retryAt", retryAt);
            }
            case ActivityCompleted(int activityId, int attempt, var result) -> {
                w.number(1, "activityId", activityId);
                w.number(2, "attempt", attempt);
                w.payload(3, "result", result);
            }
            case ActivityFailed(int activityId, int attempt, var failure) -> {
                w.number(1, "activityId", activityId);
                w.number(2, "attempt", attempt);
                w.object(3, "failure", failure, ValueFields::write);
            }
            case TimerFired(int timerId) -> w.number(1, "timerId", timerId);
            case SignalReceived(var itemId, var name, var payload) -> {
                w.text(1, "itemId", itemId);
                w.text(2, "name", name);
                w.payload(3, "payload", payload);
            }
            case UpdateRequested(var itemId, var name, var payload) -> {
                w.text(1, "itemId", itemId);
                w.text(2, "name", name);
                w.payload(3, "payload", payload);
            }
            case CancelRequested(var itemId, var reason) -> {
                w.text(1, "itemId", itemId);
                w.text(2, "reason", reason);
            }
            case ChildStarted(int commandId, var child) -> {
                w.number(1, "commandId", commandId);
                w.text(2, "child", child.value());
            }
            case ChildClosed(int commandId, var child, var status, var outcome) -> {
                w.number(1, "commandId", commandId);
                w.text(2, "child", child.value());
                w.text(3, "status", ValueFields.lower(status));
                w.object(4, "outcome", outcome, ValueFields::write);
            }
            case RequestDelivered(int commandId, var failure) -> {
                w.number(1, "commandId", commandId);
                w.object(2, "failure", failure, ValueFields::write);
            }
            case RunTerminated(var itemId, var reason) -> {
                w.text(1, "itemId", itemId);
                w.text(2, "reason", reason);
            }
            case RunTimedOut() -> {}
            case RunBlocked(var code, var message, var build) -> {
                w.text(1, "code", code);
                w.text(2, "message", message);
                w.text(3, "build", build);
            }
            case RunUnblocked(var build) -> w.text(1, "build", build);
            case CommandIssued(int id, var command) -> {
                w.number(1, "id", id);
                w.object(2, "command", command, CommandFields::write);
            }
        }
    }

    public static HistoryEvent read(FieldReader r) {
        int kind = r.kind(KINDS);
        return switch (kind) {
            case 1 -> new RunStarted(r.object(1, "request", ValueFields::startRequest));
            case 2 -> new RunBegan();
            case 3 ->
                    new ActivityAttemptFailed(
                            r.integer(1, "activityId"),
                            r.integer(2, "attempt"),
                            r.object(3, "failure", ValueFields::failure),
                            r.instant(4, "retryAt"));
            case 4 ->
                    new ActivityCompleted(
                            r.integer(1, "activityId"),
                            r.integer(2, "attempt"),
                            r.payload(3, "result"));
            case 5 ->
                    new ActivityFailed(
                            r.integer(1, "activityId"),
                            r.integer(2, "attempt"),
                            r.object(3, "failure", ValueFields::failure));
            case 6 -> new TimerFired(r.integer(1, "timerId"));
            case 7 ->
                    new SignalReceived(
                            r.text(1, "itemId"), r.text(2, "name"), r.payload(3, "payload"));
            case 8 ->
                    new UpdateRequested(
                            r.text(1, "itemId"), r.text(2, "name"), r.payload(3, "payload"));
            case 9 -> new CancelRequested(r.text(1, "itemId"), r.text(2, "reason"));
            case 10 -> new ChildStarted(r.integer(1, "commandId"), new RunId(r.text(2, "child")));
            case 11 ->
                    new ChildClosed(
                            r.integer(1, "commandId"),
                            new RunId(r.text(2, "child")),
                            ValueFields.constant(RunStatus.class, r.text(3, "status")),
                            r.object(4, "outcome", ValueFields::outcome));
            case 12 ->
                    new RequestDelivered(
                            r.integer(1, "commandId"),
                            r.objectOrNull(2, "failure", ValueFields::failure));
            case 13 -> new RunTerminated(r.text(1, "itemId"), r.text(2, "reason"));
            case 14 -> new RunTimedOut();
            case 15 -> new RunBlocked(r.text(1, "code"), r.text(2, "message"), r.text(3, "build"));
            case 16 -> new RunUnblocked(r.text(1, "build"));
            case 17 ->
                    new CommandIssued(
                            r.integer(1, "id"), r.object(2, "command", CommandFields::read));
            case 18 -> new DecisionSplit();
            default -> throw new AssertionError(kind);
        };
    }
}
