package dev.belay.api.steps;

import dev.belay.core.command.Command;
import dev.belay.core.history.Batch;
import dev.belay.core.history.HistoryEvent;
import dev.belay.core.history.HistoryEvent.CommandIssued;
import dev.belay.core.model.Failure;
import dev.belay.core.model.Outcome;
import dev.belay.core.model.RunStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Folds a history into its steps, batch by batch.
final class StepFold {
    private final List<Step> steps = new ArrayList<>();
    private final Map<Integer, Step> byCommand = new HashMap<>();
    private final Map<String, Step> localByName = new HashMap<>();
    private long lastBatch;
    private Instant lastTime = Instant.EPOCH;

    List<Step> steps() {
        return steps;
    }

    long lastBatch() {
        return lastBatch;
    }

    Instant lastTime() {
        return lastTime;
    }

    @Nullable Step step(int command) {
        return byCommand.get(command);
    }

    void apply(Batch batch) {
        for (HistoryEvent event : batch.events()) {
            apply(event, batch.time(), batch.number());
        }
        lastBatch = batch.number();
        lastTime = batch.time();
    }

    private void apply(HistoryEvent event, Instant at, long batch) {
        switch (event) {
            case HistoryEvent.ActivityAttemptFailed(int id, int attempt, var failure, var retry) ->
                    attemptFailed(id, attempt, failure, retry, at, batch);
            case HistoryEvent.ActivityCompleted(int id, int attempt, _) -> {
                Step step = seen(id, batch);
                if (step != null) {
                    step.attempt = attempt;
                    step.close(StepState.COMPLETED, at);
                }
            }
            case HistoryEvent.ActivityFailed(int id, int attempt, var failure) -> {
                Step step = seen(id, batch);
                if (step != null) {
                    step.attempt = attempt;
                    step.attemptFailed(attempt, failure, at, null);
                    step.close(StepState.FAILED, at);
                }
            }
            case HistoryEvent.TimerFired(int id) -> close(id, StepState.COMPLETED, at, batch);
            case HistoryEvent.ChildStarted _ -> {}
            case HistoryEvent.ChildClosed(int id, _, var status, var outcome) ->
                    childClosed(id, status, outcome, at, batch);
            case HistoryEvent.RequestDelivered(int id, var failure) -> {
                Step step = seen(id, batch);
                if (step != null) {
                    step.reason = failure == null ? null : Step.brief(failure);
                    step.close(failure == null ? StepState.COMPLETED : StepState.FAILED, at);
                }
            }
            case HistoryEvent.SignalReceived(_, var name, _) ->
                    received("signal " + name, at, batch);
            case HistoryEvent.UpdateRequested(_, var name, _) ->
                    received("update " + name, at, batch);
            case HistoryEvent.CancelRequested _ -> received("cancel request", at, batch);
            case HistoryEvent.RunBlocked(_, var message, _) -> {
                Step mark = received("blocked", at, batch);
                mark.state = StepState.FAILED;
                mark.reason = message;
            }
            case HistoryEvent.RunUnblocked _ -> received("unblocked", at, batch);
            case HistoryEvent.RunTerminated _ -> closeAll(at);
            case HistoryEvent.RunTimedOut _ -> closeAll(at);
            case HistoryEvent.RunStarted _ -> {}
            case HistoryEvent.RunBegan _ -> {}
            case HistoryEvent.DecisionSplit _ -> {}
            case CommandIssued(int id, var command) -> issued(id, command, at, batch);
        }
    }

    private void issued(int id, Command command, Instant at, long batch) {
        switch (command) {
            case Command.ScheduleActivity activity ->
                    add(id, "activity", activity.activity(), at, batch);
            case Command.CancelActivity(int target) ->
                    close(target, StepState.CANCELLED, at, batch);
            case Command.RecordLocalActivity(var name, int attempt, var outcome) ->
                    local(id, name, attempt, outcome, at, batch);
            case Command.StartTimer(var fireAt, var label) ->
                    add(id, "timer", label.isBlank() ? "timer" : label, at, batch).until = fireAt;
            case Command.CancelTimer(int target) -> close(target, StepState.CANCELLED, at, batch);
            case Command.StartChild child ->
                    add(id, "child", child.request().workflow(), at, batch).run =
                            child.child().value();
            case Command.CancelChild(int target, _) -> seen(target, batch);
            case Command.SignalRun signal ->
                    add(id, "delivery", "signal " + signal.signal(), at, batch);
            case Command.RequestCancel _ -> add(id, "delivery", "cancel request", at, batch);
            case Command.Closing _ -> closeAll(at);
            case Command.RecordSideEffect _ -> {}
            case Command.MarkVersion _ -> {}
            case Command.AcceptUpdate _ -> {}
            case Command.RejectUpdate _ -> {}
            case Command.CompleteUpdate _ -> {}
            case Command.UpsertAttributes _ -> {}
            case Command.Checkpoint _ -> {}
        }
    }

    private Step add(int id, String kind, String name, Instant at, long batch) {
        var step = new Step(id, kind, name, at, batch);
        steps.add(step);
        byCommand.put(id, step);
        return step;
    }

    private Step received(String name, Instant at, long batch) {
        var step = new Step(null, "received", name, at, batch);
        step.close(StepState.COMPLETED, at);
        steps.add(step);
        return step;
    }

    private void attemptFailed(
            int id, int attempt, Failure failure, Instant retryAt, Instant at, long batch) {
        Step step = seen(id, batch);
        if (step != null) {
            step.attemptFailed(attempt, failure, at, retryAt);
            step.attempt = attempt + 1;
            step.state = StepState.RETRYING;
            step.until = retryAt;
        }
    }

    /// Attempts inside of decisions are commands of their own; those of one activity are one step.
    private void local(int id, String name, int attempt, Outcome outcome, Instant at, long batch) {
        Step before = localByName.get(name);
        boolean again =
                attempt > 1
                        && before != null
                        && before.state == StepState.FAILED
                        && before.attempt == attempt - 1;
        Step step = again && before != null ? before : add(id, "local", name, at, batch);
        byCommand.put(id, step);
        localByName.put(name, step);
        step.seenIn(batch);
        step.attempt = attempt;
        if (outcome instanceof Outcome.Failed(var failure)) {
            step.attemptFailed(attempt, failure, at, null);
            step.close(StepState.FAILED, at);
        } else {
            step.close(StepState.COMPLETED, at);
        }
    }

    private void childClosed(int id, RunStatus status, Outcome outcome, Instant at, long batch) {
        Step step = seen(id, batch);
        if (step == null) {
            return;
        }
        if (outcome instanceof Outcome.Failed(var failure)) {
            step.reason = Step.brief(failure);
        }
        step.close(
                switch (status) {
                    case COMPLETED, CONTINUED_AS_NEW -> StepState.COMPLETED;
                    case CANCELLED -> StepState.CANCELLED;
                    case SCHEDULED, RUNNING, BLOCKED, FAILED, TERMINATED, TIMED_OUT ->
                            StepState.FAILED;
                },
                at);
    }

    private @Nullable Step seen(int id, long batch) {
        Step step = byCommand.get(id);
        if (step != null) {
            step.seenIn(batch);
        }
        return step;
    }

    private void close(int id, StepState end, Instant at, long batch) {
        Step step = seen(id, batch);
        if (step != null && step.state.isOpen()) {
            step.close(end, at);
        }
    }

    /// The run is over: nobody waits for what is open any more.
    private void closeAll(Instant at) {
        for (Step step : steps) {
            if (step.state.isOpen()) {
                step.close(StepState.CANCELLED, at);
            }
        }
    }
}
