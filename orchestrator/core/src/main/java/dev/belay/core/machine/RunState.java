package dev.belay.core.machine;

import dev.belay.core.command.Command;
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
import dev.belay.core.message.InboxItem;
import dev.belay.core.message.StartRequest;
import dev.belay.core.model.FailureKind;
import dev.belay.core.model.RunKey;
import dev.belay.core.model.RunStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Where a run stands: its history, folded. Tells what the run waits for, which messages it has
/// taken already and in which batch, and what lists show of it.
///
/// Knows nothing of workflow code or flows: both leave the same events.
public final class RunState {
    // Not private: [RunStateFields] writes and reads them.
    final RunKey run;
    @Nullable StartRequest request;
    @Nullable Instant startedAt;
    @Nullable Instant closedAt;
    RunStatus status = RunStatus.SCHEDULED;
    @Nullable String reason;
    Command.@Nullable Closing closing;
    @Nullable RunBlocked blocked;
    boolean splitDecision;
    boolean checkpointed;

    long lastBatch;
    Instant lastTime = Instant.MIN;
    int lastCommandId;
    long startedIn;
    long beganIn;
    long closedIn;
    long headChangedIn;
    long blockedIn;

    final Map<Integer, Pending> pending = new LinkedHashMap<>();
    final ClosedIndex closedCommands = new ClosedIndex();
    final Map<String, Long> inboxTaken = new LinkedHashMap<>();
    final Map<Long, List<String>> takenItems = new HashMap<>();
    final Map<Long, Set<Integer>> cancelledActivities = new HashMap<>();
    final Set<Long> goingOn = new HashSet<>();
    final List<Long> unblockedIn = new ArrayList<>();
    final Map<Integer, Long> childStartedIn = new HashMap<>();

    Map<String, String> attributes = Map.of();
    Map<String, String> memo = Map.of();
    Set<String> tags = Set.of();

    public RunState(RunKey run) {
        this.run = run;
    }

    /// Folds one batch.
    ///
    /// @throws BelayException `UNEXPECTED_EVENT` when it cannot follow what was folded before
    public void apply(Batch batch) {
        if (batch.number() != lastBatch + 1) {
            throw new BelayException(
                    ErrorCode.UNREADABLE_HISTORY,
                    "run %s: batch %d follows batch %d; a batch is missing"
                            .formatted(run, batch.number(), lastBatch));
        }
        splitDecision = false;
        checkpointed = false;
        for (HistoryEvent event : batch.events()) {
            if (status.isClosed()) {
                throw unexpected(event, batch);
            }
            apply(event, batch.time(), batch.number());
        }
        lastBatch = batch.number();
        lastTime = batch.time();
        if (splitDecision || checkpointed) {
            goingOn.add(lastBatch);
        }
    }

    private void apply(HistoryEvent event, Instant time, long batch) {
        switch (event) {
            case RunStarted(var start) -> started(start, time, batch);
            case RunBegan() -> {
                status = RunStatus.RUNNING;
                beganIn = batch;
                headChangedIn = batch;
            }
            case ActivityAttemptFailed(int id, int attempt, var failure, var retryAt) -> {
                if (!(pending.get(id) instanceof Pending.Activity activity)) {
                    throw unexpected(event, batch);
                }
                int lost = failure.kind() == FailureKind.LOST ? activity.lostInRow() + 1 : 0;
                pending.put(
                        id,
                        new Pending.Activity(
                                id,
                                activity.command(),
                                activity.scheduledAt(),
                                attempt + 1,
                                retryAt,
                                lost,
                                batch));
            }
            case ActivityCompleted(int id, _, _) -> close(event, id, batch);
            case ActivityFailed(int id, _, _) -> close(event, id, batch);
            case TimerFired(int id) -> close(event, id, batch);
            case SignalReceived(var itemId, _, _) -> taken(itemId, batch);
            case UpdateRequested(var itemId, _, _) -> taken(itemId, batch);
            case CancelRequested(var itemId, _) -> taken(itemId, batch);
            case ChildStarted(int id, _) -> {
                if (!(pending.get(id) instanceof Pending.Child child)) {
                    throw unexpected(event, batch);
                }
                pending.put(
                        id,
                        new Pending.Child(
                                id,
                                child.command(),
                                true,
                                child.cancelReason(),
                                child.touchedIn()));
                childStartedIn.put(id, batch);
            }
            case ChildClosed(int id, _, _, _) -> close(event, id, batch);
            case RequestDelivered(int id, _) -> close(event, id, batch);
            case RunTerminated(var itemId, var why) -> {
                taken(itemId, batch);
                closed(RunStatus.TERMINATED, why, time, batch);
            }
            case RunTimedOut() ->
                    closed(
                            RunStatus.TIMED_OUT,
                            "the run was open longer than its timeout allows",
                            time,
                            batch);
            case RunBlocked block -> {
                blocked = block;
                blockedIn = batch;
                status = RunStatus.BLOCKED;
                reason = "[%s] %s".formatted(block.code(), block.message());
                headChangedIn = batch;
            }
            case RunUnblocked(_) -> {
                blocked = null;
                unblockedIn.add(batch);
                status = RunStatus.RUNNING;
                reason = null;
                headChangedIn = batch;
            }
            case DecisionSplit() -> splitDecision = true;
            case CommandIssued(int id, var command) -> {
                if (id != lastCommandId + 1) {
                    throw unexpected(event, batch);
                }
                lastCommandId = id;
                if (blocked != null && !unblockedIn.contains(batch)) {
                    // What a crash had cut off before the run was blocked.
                    unblockedIn.add(batch);
                }
                issued(id, command, time, batch);
            }
        }
    }

    private void started(StartRequest start, Instant time, long batch) {
        request = start;
        startedAt = time;
        attributes = start.attributes();
        memo = start.memo();
        tags = start.tags();
        startedIn = batch;
        headChangedIn = batch;
        for (InboxItem item : start.carried()) {
            if (item instanceof InboxItem.Taken) {
                inboxTaken.put(item.itemId(), batch);
            } else {
                taken(item.itemId(), batch);
            }
        }
        boolean delayed = start.startAt() != null && start.startAt().isAfter(time);
        status = delayed ? RunStatus.SCHEDULED : RunStatus.RUNNING;
        beganIn = delayed ? 0 : batch;
    }

    private void issued(int id, Command command, Instant time, long batch) {
        switch (command) {
            case Command.ScheduleActivity schedule ->
                    pending.put(id, new Pending.Activity(id, schedule, time, 1, null, 0, batch));
            case Command.CancelActivity(int target) -> {
                if (pending.remove(target) instanceof Pending.Activity activity) {
                    closedCommands.put(target, batch);
                    if (activity.command().options().heartbeat() == null) {
                        // Nothing would ask whether to stop.
                        return;
                    }
                    cancelledActivities.computeIfAbsent(batch, _ -> new HashSet<>()).add(target);
                }
            }
            case Command.RecordLocalActivity _ -> {}
            case Command.RecordSideEffect _ -> {}
            case Command.MarkVersion _ -> {}
            case Command.StartTimer timer -> pending.put(id, new Pending.Timer(id, timer, batch));
            case Command.CancelTimer(int target) -> {
                if (pending.remove(target) != null) {
                    closedCommands.put(target, batch);
                }
            }
            case Command.StartChild child ->
                    pending.put(id, new Pending.Child(id, child, false, null, batch));
            case Command.CancelChild(int target, var why) -> {
                if (pending.get(target) instanceof Pending.Child child) {
                    pending.put(
                            target,
                            new Pending.Child(
                                    target, child.command(), child.started(), why, batch));
                }
            }
            case Command.SignalRun signal ->
                    pending.put(id, new Pending.Delivery(id, signal, batch));
            case Command.RequestCancel cancel ->
                    pending.put(id, new Pending.Delivery(id, cancel, batch));
            case Command.AcceptUpdate _ -> {}
            case Command.RejectUpdate _ -> {}
            case Command.CompleteUpdate _ -> {}
            case Command.UpsertAttributes(var newAttributes, var newMemo, var newTags) -> {
                attributes = merged(attributes, newAttributes);
                memo = merged(memo, newMemo);
                var all = new HashSet<>(tags);
                all.addAll(newTags);
                tags = all;
                headChangedIn = batch;
            }
            case Command.Checkpoint() -> checkpointed = true;
            case Command.CompleteRun complete -> {
                closing = complete;
                closed(RunStatus.COMPLETED, null, time, batch);
            }
            case Command.FailRun fail -> {
                closing = fail;
                closed(RunStatus.FAILED, fail.failure().summary(), time, batch);
            }
            case Command.CancelRun cancel -> {
                closing = cancel;
                closed(RunStatus.CANCELLED, cancel.reason(), time, batch);
            }
            case Command.ContinueAsNew next -> {
                closing = next;
                closed(RunStatus.CONTINUED_AS_NEW, null, time, batch);
            }
        }
    }

    private void close(HistoryEvent event, int id, long batch) {
        if (pending.remove(id) == null) {
            throw unexpected(event, batch);
        }
        closedCommands.put(id, batch);
        childStartedIn.remove(id);
    }

    private void taken(String itemId, long batch) {
        inboxTaken.put(itemId, batch);
        takenItems.computeIfAbsent(batch, _ -> new ArrayList<>(1)).add(itemId);
    }

    private void closed(RunStatus how, @Nullable String why, Instant time, long batch) {
        status = how;
        reason = why;
        closedAt = time;
        closedIn = batch;
        headChangedIn = batch;
        blocked = null;
    }

    private BelayException unexpected(HistoryEvent event, Batch batch) {
        return unexpected(event, batch.number());
    }

    private BelayException unexpected(HistoryEvent event, long batch) {
        return new BelayException(
                ErrorCode.UNEXPECTED_EVENT,
                "run %s, batch %d: %s cannot follow in a run that is %s"
                        .formatted(run, batch, event.getClass().getSimpleName(), status));
    }

    private static Map<String, String> merged(Map<String, String> old, Map<String, String> more) {
        var all = new TreeMap<>(old);
        all.putAll(more);
        return all;
    }

    // ---- what it amounts to

    public RunKey run() {
        return run;
    }

    /// Whether there is any history.
    public boolean exists() {
        return request != null;
    }

    /// @throws IllegalStateException when the run has no history
    public StartRequest request() {
        if (request == null) {
            throw new IllegalStateException("run %s has no history".formatted(run));
        }
        return request;
    }

    public Instant startedAt() {
        if (startedAt == null) {
            throw new IllegalStateException("run %s has no history".formatted(run));
        }
        return startedAt;
    }

    public @Nullable Instant closedAt() {
        return closedAt;
    }

    public RunStatus status() {
        return status;
    }

    public @Nullable String reason() {
        return reason;
    }

    /// The command that ended the run; null while it is open, and when it was ended by force.
    public Command.@Nullable Closing closing() {
        return closing;
    }

    public @Nullable RunBlocked blocked() {
        return blocked;
    }

    /// Whether the last batch ends in the middle of a decision.
    public boolean splitDecision() {
        return splitDecision;
    }

    /// Whether the decider has more to decide without being told anything.
    public boolean checkpointed() {
        return checkpointed;
    }

    public long lastBatch() {
        return lastBatch;
    }

    /// The time of the last batch; `Instant.MIN` where there is none.
    public Instant lastTime() {
        return lastTime;
    }

    public int lastCommandId() {
        return lastCommandId;
    }

    public Collection<Pending> pending() {
        return pending.values();
    }

    public @Nullable Pending pending(int id) {
        return pending.get(id);
    }

    /// The batch in which a command ended; 0 while it has not.
    public long endedIn(int commandId) {
        return closedCommands.get(commandId);
    }

    /// Inbox items that a batch took.
    public List<String> takenBy(long batch) {
        return takenItems.getOrDefault(batch, List.of());
    }

    /// The batch that took an inbox item; null when none has.
    public @Nullable Long takenIn(String itemId) {
        return inboxTaken.get(itemId);
    }

    /// All inbox items that the run, or one before it, has taken, the newest last.
    public Collection<String> takenItems() {
        return inboxTaken.keySet();
    }

    /// Activities with heartbeats that were cancelled in a batch: they are to be told.
    public Set<Integer> cancelledIn(long batch) {
        return cancelledActivities.getOrDefault(batch, Set.of());
    }

    public long startedIn() {
        return startedIn;
    }

    /// The batch in which the run began to decide; 0 while its start delay lasts.
    public long beganIn() {
        return beganIn;
    }

    public long closedIn() {
        return closedIn;
    }

    public long blockedIn() {
        return blockedIn;
    }

    /// The batch that recorded that a child exists; 0 where none has.
    public long childStartedIn(int id) {
        return childStartedIn.getOrDefault(id, 0L);
    }

    /// The batches by which the run went on after it was blocked: no message tells them.
    public List<Long> unblockedIn() {
        return unblockedIn;
    }

    /// Whether the batch after this one followed from the same messages.
    public boolean goesOnAfter(long batch) {
        return batch < lastBatch && goingOn.contains(batch);
    }

    /// The last batch that changed what lists show.
    public long headChangedIn() {
        return headChangedIn;
    }

    public Map<String, String> attributes() {
        return attributes;
    }

    public Map<String, String> memo() {
        return memo;
    }

    public Set<String> tags() {
        return tags;
    }
}
