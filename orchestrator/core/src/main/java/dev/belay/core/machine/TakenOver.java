package dev.belay.core.machine;

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
import dev.belay.core.history.HistoryEvent.Incoming;
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
import dev.belay.core.model.Outcome;
import dev.belay.core.model.RunId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// What a run takes over of a closed one that it resumes. A pure function of the closed history,
/// which never changes: every host takes over the same.
///
/// @param batches up to the decision that is made anew, numbered from 1; the first begins with the
///   closed run's own start
/// @param told what became known after that decision was made, and holds for the new one too:
///   outcomes of what had been asked for before it, and signals
public record TakenOver(List<Batch> batches, List<Incoming> told) {
    public TakenOver {
        batches = List.copyOf(batches);
        told = List.copyOf(told);
    }

    /// @param before the batch whose decision is made anew, with all after it
    /// @param again commands whose outcome is not taken over
    /// @param childOf gives a child that has to be started again its new run, by its command
    public static TakenOver of(
            List<Batch> history, long before, Set<Integer> again, IntFunction<RunId> childOf) {
        int lastCommand = 0;
        for (Batch batch : history) {
            if (batch.number() < before) {
                for (HistoryEvent event : batch.events()) {
                    lastCommand = event instanceof CommandIssued(int id, _) ? id : lastCommand;
                }
            }
        }
        var told = new ArrayList<Incoming>();
        for (Batch batch : history) {
            if (batch.number() >= before) {
                for (HistoryEvent event : batch.events()) {
                    if (event instanceof Incoming incoming
                            && stillHolds(incoming, lastCommand, again)) {
                        told.add(incoming);
                    }
                }
            }
        }
        return new TakenOver(copies(history, before, again, told, childOf), told);
    }

    private static List<Batch> copies(
            List<Batch> history,
            long before,
            Set<Integer> again,
            List<Incoming> told,
            IntFunction<RunId> childOf) {
        var childrenClosed = new HashSet<Integer>();
        told.forEach(event -> addIfClosed(event, childrenClosed));
        for (Batch batch : history) {
            if (batch.number() < before) {
                batch.events().forEach(event -> addIfClosed(event, childrenClosed));
            }
        }
        var copies = new ArrayList<Batch>();
        for (Batch batch : history) {
            if (batch.number() >= before) {
                break;
            }
            var events = new ArrayList<HistoryEvent>();
            for (HistoryEvent event : batch.events()) {
                HistoryEvent copy = copy(event, again, childrenClosed, childOf);
                if (copy != null) {
                    events.add(copy);
                }
            }
            if (!events.isEmpty()) {
                copies.add(new Batch(copies.size() + 1L, batch.time(), events));
            }
        }
        return copies;
    }

    private static void addIfClosed(HistoryEvent event, Set<Integer> closed) {
        if (event instanceof ChildClosed(int id, _, _, _)) {
            closed.add(id);
        }
    }

    /// A child that was open when its parent closed tells a run of its end that nobody is waiting
    /// in: another is started in its place.
    private static @Nullable HistoryEvent copy(
            HistoryEvent event,
            Set<Integer> again,
            Set<Integer> childrenClosed,
            IntFunction<RunId> childOf) {
        return switch (event) {
            case ActivityAttemptFailed failed when again.contains(failed.activityId()) -> null;
            case ChildStarted(int id, _) when !childrenClosed.contains(id) -> null;
            case CommandIssued(int id, Command.StartChild(_, var request, var onClose))
                    when !childrenClosed.contains(id) ->
                    new CommandIssued(
                            id, new Command.StartChild(childOf.apply(id), request, onClose));
            default -> event;
        };
    }

    private static boolean stillHolds(Incoming event, int lastCommand, Set<Integer> again) {
        return switch (event) {
            case ActivityCompleted(int id, _, _) -> id <= lastCommand && !again.contains(id);
            case TimerFired(int id) -> id <= lastCommand && !again.contains(id);
            case RequestDelivered(int id, _) -> id <= lastCommand && !again.contains(id);
            case ChildClosed(int id, _, _, var outcome) ->
                    id <= lastCommand
                            && !again.contains(id)
                            && outcome instanceof Outcome.Completed;
            case SignalReceived _ -> true;
            // What failed runs again, and who asked for an update or an end had an answer.
            case ActivityFailed _,
                    ActivityAttemptFailed _,
                    ChildStarted _,
                    UpdateRequested _,
                    CancelRequested _,
                    RunStarted _,
                    RunBegan _,
                    RunBlocked _,
                    RunUnblocked _,
                    RunTerminated _,
                    RunTimedOut _ ->
                    false;
        };
    }

    /// The batch that a decision begins in which goes on in `batch`.
    public static long beginOfDecision(List<Batch> history, long batch) {
        long begin = batch;
        while (begin > 1
                && history.get((int) begin - 2).events().getLast() instanceof DecisionSplit) {
            begin--;
        }
        return begin;
    }
}
