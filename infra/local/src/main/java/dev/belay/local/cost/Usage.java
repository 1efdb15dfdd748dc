package dev.belay.local.cost;

import dev.belay.core.activity.ActivityOptions;
import dev.belay.core.codec.HistoryFields;
import dev.belay.core.command.Command;
import dev.belay.core.history.Batch;
import dev.belay.core.history.HistoryEvent;
import dev.belay.core.history.HistoryEvent.CommandIssued;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What a run asked of AWS, counted from its history: every message by itself, as if nothing were
/// ever received or sent together. Heartbeats, duplicates and lost races leave no trace in a
/// history and are not in it.
public final class Usage {
    /// What queues delay; a longer timer is a row as well.
    private static final Duration QUEUE_DELAY_MAX = Duration.ofMinutes(15);

    /// Keys, names and the expiry of an item.
    private static final int ITEM_OVERHEAD_BYTES = 150;

    private static final int WRITE_UNIT_BYTES = 1024;

    /// The head and its entries in four indexes.
    private static final int HEAD_FIRST_UNITS = 5;

    /// The head, and its move within the index by status.
    private static final int HEAD_CHANGE_UNITS = 3;

    private static final int REQUESTS_PER_MESSAGE = 3;

    private long activities;
    private long localActivities;
    private long attempts;
    private long timers;
    private long signals;
    private long children;
    private long advances;
    private long messages;
    private long writeUnits;
    private long readUnits;
    private final Map<Integer, ActivityOptions> options = new HashMap<>();

    private Usage() {}

    public static Usage of(List<Batch> batches) {
        var usage = new Usage();
        batches.forEach(usage::add);
        return usage;
    }

    private void add(Batch batch) {
        advances++;
        int bytes = HistoryFields.toStored(batch).bytes().length + ITEM_OVERHEAD_BYTES;
        writeUnits += (bytes + WRITE_UNIT_BYTES - 1) / WRITE_UNIT_BYTES;
        for (HistoryEvent event : batch.events()) {
            add(event, batch.time());
        }
    }

    private void add(HistoryEvent event, Instant now) {
        switch (event) {
            case HistoryEvent.RunStarted _ -> {
                messages++;
                // The workflow id's newest run, looked up by the caller and the orchestrator.
                writeUnits += 1 + HEAD_FIRST_UNITS;
                readUnits += 5;
            }
            case HistoryEvent.RunBegan() -> {
                messages++;
                writeUnits += HEAD_CHANGE_UNITS;
            }
            case HistoryEvent.ActivityAttemptFailed(int id, int attempt, _, var retryAt) -> {
                messages++;
                attempt(id, attempt + 1);
                if (Duration.between(now, retryAt).compareTo(QUEUE_DELAY_MAX) > 0) {
                    timer(now, retryAt);
                }
            }
            case HistoryEvent.ActivityCompleted _ -> messages++;
            case HistoryEvent.ActivityFailed _ -> messages++;
            case HistoryEvent.TimerFired _ -> messages++;
            case HistoryEvent.SignalReceived _ -> inbox();
            case HistoryEvent.UpdateRequested _ -> inbox();
            case HistoryEvent.CancelRequested _ -> inbox();
            case HistoryEvent.ChildStarted _ -> messages++;
            case HistoryEvent.ChildClosed _ -> messages++;
            case HistoryEvent.RequestDelivered _ -> messages++;
            case HistoryEvent.RunTerminated _ -> {
                inbox();
                closed();
            }
            case HistoryEvent.RunTimedOut() -> {
                messages++;
                closed();
            }
            case HistoryEvent.RunBlocked _ -> writeUnits += HEAD_CHANGE_UNITS;
            case HistoryEvent.RunUnblocked _ -> writeUnits += HEAD_CHANGE_UNITS;
            case HistoryEvent.DecisionSplit() -> {}
            case CommandIssued(int id, var command) -> add(id, command, now);
        }
    }

    private void add(int id, Command command, Instant now) {
        switch (command) {
            case Command.ScheduleActivity schedule -> {
                activities++;
                options.put(id, schedule.options());
                attempt(id, 1);
            }
            case Command.RecordLocalActivity _ -> localActivities++;
            case Command.StartTimer(var fireAt, _) -> {
                timers++;
                timer(now, fireAt);
            }
            case Command.StartChild _ -> children++;
            case Command.SignalRun _ -> delivery();
            case Command.RequestCancel _ -> delivery();
            case Command.CancelChild _ -> delivery();
            case Command.UpsertAttributes _ -> writeUnits += HEAD_CHANGE_UNITS;
            case Command.CancelActivity _ -> {}
            case Command.CancelTimer _ -> {}
            case Command.RecordSideEffect _ -> {}
            case Command.MarkVersion _ -> {}
            case Command.AcceptUpdate _ -> {}
            case Command.RejectUpdate _ -> {}
            case Command.CompleteUpdate _ -> {}
            case Command.Checkpoint() -> {}
            case Command.CompleteRun _ -> closed();
            case Command.FailRun _ -> closed();
            case Command.CancelRun _ -> closed();
            case Command.ContinueAsNew _ -> closed();
        }
    }

    private void attempt(int id, int number) {
        attempts++;
        messages++;
        ActivityOptions given = options.get(id);
        if (given != null && (given.atMostOnce() || given.retry().maximumAttempts() == 1)) {
            writeUnits++;
        }
        if (given != null && number == 1 && given.scheduleToClose() != null) {
            messages++;
        }
        if (given != null && given.scheduleToStart() != null) {
            messages++;
        }
    }

    private void timer(Instant now, Instant fireAt) {
        if (Duration.between(now, fireAt).compareTo(QUEUE_DELAY_MAX) > 0) {
            writeUnits += 2;
        }
    }

    private void inbox() {
        signals++;
        messages++;
        writeUnits += 2;
        readUnits += 2;
    }

    private void delivery() {
        writeUnits++;
        readUnits++;
    }

    private void closed() {
        // The inbox is sealed, the head leaves the list of open runs.
        writeUnits += 2 + HEAD_CHANGE_UNITS;
        readUnits++;
    }

    public long activities() {
        return activities;
    }

    public long localActivities() {
        return localActivities;
    }

    public long attempts() {
        return attempts;
    }

    public long timers() {
        return timers;
    }

    public long signals() {
        return signals;
    }

    public long children() {
        return children;
    }

    /// Batches: each was one invocation of an orchestrator, at the most.
    public long advances() {
        return advances;
    }

    public long messages() {
        return messages;
    }

    public long sqsRequests() {
        return messages * REQUESTS_PER_MESSAGE;
    }

    public long writeUnits() {
        return writeUnits;
    }

    public long readUnits() {
        return readUnits;
    }

    public long invocations() {
        return advances + attempts;
    }
}
