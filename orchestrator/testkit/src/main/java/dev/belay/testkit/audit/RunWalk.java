package dev.belay.testkit.audit;

import static dev.belay.testkit.audit.Invariant.ATTEMPTS_COUNT_UP;
import static dev.belay.testkit.audit.Invariant.ATTEMPTS_WITHIN_POLICY;
import static dev.belay.testkit.audit.Invariant.BATCHES_HAVE_NO_GAP;
import static dev.belay.testkit.audit.Invariant.COMMANDS_HAVE_NO_GAP;
import static dev.belay.testkit.audit.Invariant.ENDS_ONCE;
import static dev.belay.testkit.audit.Invariant.NOTHING_FOLLOWS_THE_END;
import static dev.belay.testkit.audit.Invariant.ONE_START;
import static dev.belay.testkit.audit.Invariant.TIMER_NOT_EARLY;
import static dev.belay.testkit.audit.Invariant.TIME_MOVES_FORWARD;
import static dev.belay.testkit.audit.Invariant.UPDATE_ANSWERED_ONCE;

import dev.belay.core.command.Command;
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
import dev.belay.core.model.FailureKind;
import dev.belay.core.model.Limits;
import dev.belay.core.model.Outcome;
import dev.belay.core.model.RunStatus;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Goes through one history, event by event. It shares no code with the engine's own folding, so
/// that a mistake there does not hide itself.
final class RunWalk {
    private final RunFacts facts;
    private final Findings findings;
    private int commands;
    private boolean first = true;

    private RunWalk(RunFacts facts, Findings findings) {
        this.facts = facts;
        this.findings = findings;
    }

    static void walk(RunFacts facts, List<Batch> batches, Findings findings) {
        var walk = new RunWalk(facts, findings);
        long number = 0;
        Instant time = Instant.MIN;
        for (Batch batch : batches) {
            walk.require(
                    batch.number() == number + 1,
                    BATCHES_HAVE_NO_GAP,
                    "batch %d follows batch %d",
                    batch.number(),
                    number);
            walk.require(
                    !batch.time().isBefore(time),
                    TIME_MOVES_FORWARD,
                    "batch %d has the time %s, the one before it %s",
                    batch.number(),
                    batch.time(),
                    time);
            number = batch.number();
            time = batch.time();
            for (HistoryEvent event : batch.events()) {
                walk.event(event, batch);
            }
        }
    }

    private void require(
            boolean holds, Invariant invariant, String what, @Nullable Object... values) {
        findings.require(holds, invariant, facts.run, what, values);
    }

    private void event(HistoryEvent event, Batch batch) {
        require(
                facts.status == null,
                NOTHING_FOLLOWS_THE_END,
                "batch %d has %s after the end (%s)",
                batch.number(),
                name(event),
                facts.status);
        require(
                first == event instanceof RunStarted,
                ONE_START,
                "batch %d has %s as its %s event",
                batch.number(),
                name(event),
                first ? "first" : "later");
        first = false;
        switch (event) {
            case RunStarted(var request) -> facts.started(request, batch.time());
            case RunBegan() -> {}
            case ActivityAttemptFailed failed -> attemptFailed(failed, batch);
            case ActivityCompleted(int id, int attempt, _) -> {
                var activity = activity(id, event, batch);
                if (activity != null) {
                    activity.completedBy = attempt;
                    require(
                            attempt >= 1 && attempt <= activity.asked.size(),
                            ATTEMPTS_COUNT_UP,
                            "activity %d is completed by attempt %d of %d",
                            id,
                            attempt,
                            activity.asked.size());
                }
                facts.open.remove(id);
            }
            case ActivityFailed(int id, int attempt, _) -> {
                var activity = activity(id, event, batch);
                require(
                        activity == null || attempt == activity.asked.size(),
                        ATTEMPTS_COUNT_UP,
                        "activity %d failed for good in attempt %d, expected the newest",
                        id,
                        attempt);
                facts.open.remove(id);
            }
            case TimerFired(int id) -> {
                Command asked = ended(id, event, batch, Command.StartTimer.class);
                require(
                        !(asked instanceof Command.StartTimer timer)
                                || !batch.time().isBefore(timer.fireAt()),
                        TIMER_NOT_EARLY,
                        "timer %d fired at %s",
                        id,
                        batch.time());
            }
            case ChildStarted(int id, _) ->
                    require(
                            facts.open.get(id) instanceof Command.StartChild
                                    && facts.childrenStarted.add(id),
                            ENDS_ONCE,
                            "batch %d: the start of child %d is not awaited",
                            batch.number(),
                            id);
            case ChildClosed closed -> {
                ended(closed.commandId(), event, batch, Command.StartChild.class);
                facts.childrenClosed.put(closed.commandId(), closed);
            }
            case RequestDelivered(int id, _) -> ended(id, event, batch, Command.class);
            case SignalReceived(var item, _, _) -> facts.items.add(item);
            case CancelRequested(var item, _) -> facts.items.add(item);
            case UpdateRequested(var item, _, _) -> {
                facts.items.add(item);
                facts.updates.add(item);
            }
            case RunTerminated(var item, _) -> {
                facts.items.add(item);
                facts.closed(RunStatus.TERMINATED, null, batch.time());
            }
            case RunTimedOut() -> facts.closed(RunStatus.TIMED_OUT, null, batch.time());
            case RunBlocked _ -> {}
            case RunUnblocked _ -> {}
            case DecisionSplit() -> {}
            case CommandIssued(int id, var command) -> {
                require(
                        id == commands + 1,
                        COMMANDS_HAVE_NO_GAP,
                        "command %d follows command %d",
                        id,
                        commands);
                commands = id;
                issued(id, command, batch);
            }
        }
    }

    private void attemptFailed(ActivityAttemptFailed failed, Batch batch) {
        int id = failed.activityId();
        var activity = activity(id, failed, batch);
        if (activity == null) {
            return;
        }
        require(
                failed.attempt() == activity.asked.size(),
                ATTEMPTS_COUNT_UP,
                "activity %d: attempt %d failed where attempt %d was the newest",
                id,
                failed.attempt(),
                activity.asked.size());
        boolean isLost = failed.failure().kind() == FailureKind.LOST;
        activity.lostInRow = isLost ? activity.lostInRow + 1 : 0;
        var retry = activity.command.options().retry();
        require(
                failed.failure().retryable()
                        && retry.allowsAfter(failed.attempt())
                        && activity.lostInRow < Limits.LOST_ATTEMPTS_MAX,
                ATTEMPTS_WITHIN_POLICY,
                "activity %d is tried again after attempt %d of %d (%s)",
                id,
                failed.attempt(),
                retry.maximumAttempts(),
                failed.failure().type());
        activity.asked.add(failed.retryAt());
    }

    private RunFacts.@Nullable Activity activity(int id, HistoryEvent event, Batch batch) {
        if (!(facts.open.get(id) instanceof Command.ScheduleActivity)) {
            notAwaited(id, event, batch);
            return null;
        }
        return facts.activities.get(id);
    }

    private @Nullable Command ended(
            int id, HistoryEvent event, Batch batch, Class<? extends Command> kind) {
        Command asked = facts.open.remove(id);
        if (!kind.isInstance(asked)) {
            notAwaited(id, event, batch);
        }
        return asked;
    }

    private void notAwaited(int id, HistoryEvent event, Batch batch) {
        findings.add(
                ENDS_ONCE,
                facts.run,
                "batch %d has %s for command %d, which awaits none",
                batch.number(),
                name(event),
                id);
    }

    private void issued(int id, Command command, Batch batch) {
        switch (command) {
            case Command.ScheduleActivity schedule -> {
                facts.open.put(id, schedule);
                facts.activities.put(id, new RunFacts.Activity(schedule, batch.time()));
            }
            case Command.CancelActivity(int target) -> facts.open.remove(target);
            case Command.CancelTimer(int target) -> facts.open.remove(target);
            case Command.StartTimer _ -> facts.open.put(id, command);
            case Command.SignalRun _ -> facts.open.put(id, command);
            case Command.RequestCancel _ -> facts.open.put(id, command);
            case Command.StartChild child -> {
                facts.open.put(id, child);
                facts.children.put(id, child);
            }
            case Command.CancelChild _ -> {}
            case Command.RecordLocalActivity _ -> {}
            case Command.RecordSideEffect _ -> {}
            case Command.MarkVersion _ -> {}
            case Command.UpsertAttributes _ -> {}
            case Command.Checkpoint() -> {}
            case Command.AcceptUpdate _ -> {}
            case Command.RejectUpdate(var item, _) -> answered(item);
            case Command.CompleteUpdate(var item, _) -> answered(item);
            case Command.CompleteRun(var result) ->
                    facts.closed(RunStatus.COMPLETED, new Outcome.Completed(result), batch.time());
            case Command.FailRun(var failure) ->
                    facts.closed(RunStatus.FAILED, new Outcome.Failed(failure), batch.time());
            case Command.CancelRun _ -> facts.closed(RunStatus.CANCELLED, null, batch.time());
            case Command.ContinueAsNew next -> {
                facts.next = next;
                facts.closed(RunStatus.CONTINUED_AS_NEW, null, batch.time());
            }
        }
    }

    private void answered(String item) {
        boolean asked = facts.updates.contains(item) || facts.carried.contains(item);
        require(
                asked && facts.answered.add(item),
                UPDATE_ANSWERED_ONCE,
                "update %s is answered %s",
                item,
                asked ? "again" : "and was not asked for");
    }

    private static String name(HistoryEvent event) {
        return event instanceof CommandIssued issued
                ? issued.command().getClass().getSimpleName()
                : event.getClass().getSimpleName();
    }
}
