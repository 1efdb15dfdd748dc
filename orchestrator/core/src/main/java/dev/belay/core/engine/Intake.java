package dev.belay.core.engine;

import dev.belay.core.activity.ActivityOptions;
import dev.belay.core.activity.RetryPolicy;
import dev.belay.core.history.HistoryEvent;
import dev.belay.core.history.HistoryEvent.Incoming;
import dev.belay.core.machine.Pending;
import dev.belay.core.machine.RunState;
import dev.belay.core.message.InboxItem;
import dev.belay.core.message.RunMessage;
import dev.belay.core.message.TimerKey;
import dev.belay.core.model.Failure;
import dev.belay.core.model.FailureKind;
import dev.belay.core.model.Limits;
import dev.belay.core.model.Outcome;
import dev.belay.core.model.RunStatus;
import dev.belay.core.port.AttemptStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Folds messages into events, against a state that it does not change. A message that the history
/// has taken already gives no event, but names the batch that took it: its hand-on may have been
/// lost.
final class Intake {
    private final RunState state;
    private final Instant now;
    private final AttemptStore attempts;
    private final List<Incoming> events = new ArrayList<>();
    private final List<Incoming> inboxEvents = new ArrayList<>();
    private final Set<Long> repeatBatches = new TreeSet<>();
    private final Set<Integer> repeatCommands = new HashSet<>();
    private final List<RunMessage.TimerDue> early = new ArrayList<>();

    /// Commands that end in the events so far.
    private final Set<Integer> ended = new HashSet<>();

    /// Attempts as the events so far leave them.
    private final Map<Integer, Integer> attemptNow = new HashMap<>();

    private final Set<Integer> childrenStarted = new HashSet<>();
    private final Set<String> itemsTaken = new HashSet<>();

    /// Items in the inbox that the history, or that of a run before, has.
    private final List<String> known = new ArrayList<>();

    private boolean began;
    private boolean closes;
    private boolean readInbox;
    private boolean asks;
    private boolean everything;

    Intake(RunState state, Instant now, AttemptStore attempts) {
        this.state = state;
        this.now = now;
        this.attempts = attempts;
    }

    /// Whether the state is new enough for the messages. What they cause is recorded only if the
    /// state is the newest; but one that causes nothing, because it is about a command or an
    /// attempt that the state has not reached, would be forgotten.
    static boolean knowsAll(RunState state, List<RunMessage> messages) {
        return messages.stream().allMatch(message -> knows(state, message));
    }

    private static boolean knows(RunState state, RunMessage message) {
        return switch (message) {
            case RunMessage.Start _ -> true;
            case RunMessage.InboxFilled _ -> true;
            case RunMessage.ActivityReported(_, int id, int attempt, _) ->
                    knows(state, id, attempt);
            case RunMessage.TimerDue(_, var timer, _) ->
                    switch (timer.kind()) {
                        case WORKFLOW, SCHEDULE_TO_CLOSE -> knows(state, timer.id());
                        case ACTIVITY_RETRY, SCHEDULE_TO_START ->
                                knows(state, timer.id(), timer.attempt());
                        case START_DELAY, RUN_TIMEOUT -> true;
                        // About the whole run, so only the newest state will do.
                        case WATCHDOG, BLOCKED_RECHECK -> false;
                    };
            case RunMessage.ChildStarted(_, int id, _, _) -> knows(state, id);
            case RunMessage.ChildClosed(_, int id, _, _, _) -> knows(state, id);
            case RunMessage.DeliveryReported(_, int id, _) -> knows(state, id);
        };
    }

    private static boolean knows(RunState state, int command) {
        return command <= state.lastCommandId();
    }

    private static boolean knows(RunState state, int activity, int attempt) {
        return knows(state, activity)
                && !(state.pending(activity) instanceof Pending.Activity pending
                        && pending.attempt() < attempt);
    }

    void fold(RunMessage message) {
        asks |= !isEchoOfChild(message);
        switch (message) {
            // A start that is not the first message of the run was taken by the first batch.
            case RunMessage.Start _ -> {
                repeatBatches.add(state.startedIn());
                // One that took over a history has all of it to hand on by this message.
                everything |= state.request().resumed() != null;
            }
            case RunMessage.ActivityReported reported -> activityReported(reported);
            case RunMessage.TimerDue due -> timerDue(due);
            case RunMessage.InboxFilled _ -> readInbox = true;
            case RunMessage.ChildStarted started -> childStarted(started);
            case RunMessage.ChildClosed closed -> childClosed(closed);
            case RunMessage.DeliveryReported(_, int id, var failure) -> {
                if (pending(id) instanceof Pending.Delivery) {
                    ended.add(id);
                    events.add(new HistoryEvent.RequestDelivered(id, failure));
                } else {
                    repeat(id);
                }
            }
        }
    }

    /// Adds what is new in the inbox.
    void fold(List<InboxItem> items) {
        for (InboxItem item : items) {
            Long takenIn = state.takenIn(item.itemId());
            if (takenIn != null) {
                repeatBatches.add(takenIn);
                known.add(item.itemId());
            } else if (!closes && !state.status().isClosed() && itemsTaken.add(item.itemId())) {
                inboxEvents.add(event(item));
            }
        }
    }

    private Incoming event(InboxItem item) {
        return switch (item) {
            case InboxItem.Signal(var itemId, var name, var payload, _) ->
                    new HistoryEvent.SignalReceived(itemId, name, payload);
            case InboxItem.Update(var itemId, var name, var payload, _) ->
                    new HistoryEvent.UpdateRequested(itemId, name, payload);
            case InboxItem.Cancel(var itemId, var reason) ->
                    new HistoryEvent.CancelRequested(itemId, reason);
            case InboxItem.Terminate(var itemId, var reason) -> {
                closes = true;
                yield new HistoryEvent.RunTerminated(itemId, reason);
            }
            case InboxItem.Taken _ ->
                    throw new IllegalStateException("an inbox holds what an inbox never holds");
        };
    }

    private void activityReported(RunMessage.ActivityReported reported) {
        int id = reported.activityId();
        if (!(pending(id) instanceof Pending.Activity activity)) {
            repeat(id);
            return;
        }
        int current = attemptNow.getOrDefault(id, activity.attempt());
        switch (reported.outcome()) {
            // An attempt that outlived its timeout may still report. Its effect happened: it wins.
            case Outcome.Completed(var result) -> {
                ended.add(id);
                events.add(new HistoryEvent.ActivityCompleted(id, reported.attempt(), result));
            }
            case Outcome.Failed(var failure) -> {
                if (reported.attempt() < current) {
                    repeatCommands.add(id);
                } else {
                    attemptFailed(activity, current, failure);
                }
            }
        }
    }

    private void attemptFailed(Pending.Activity activity, int attempt, Failure failure) {
        int id = activity.id();
        Instant retryAt = retryAt(activity, attempt, failure);
        if (retryAt == null) {
            ended.add(id);
            events.add(new HistoryEvent.ActivityFailed(id, attempt, failure));
        } else {
            attemptNow.put(id, attempt + 1);
            events.add(new HistoryEvent.ActivityAttemptFailed(id, attempt, failure, retryAt));
        }
    }

    /// When the next attempt may begin; null when there is none.
    private @Nullable Instant retryAt(Pending.Activity activity, int attempt, Failure failure) {
        ActivityOptions options = activity.command().options();
        RetryPolicy retry = options.retry();
        boolean lostTooOften =
                failure.kind() == FailureKind.LOST
                        && activity.lostInRow() + 1 >= Limits.LOST_ATTEMPTS_MAX;
        if (!failure.retryable()
                || !retry.allowsAfter(attempt)
                || retry.nonRetryable().contains(failure.type())
                || lostTooOften) {
            return null;
        }
        Duration pause = retry.pauseAfter(attempt, Jitter.of(state.run(), activity.id(), attempt));
        Duration asked = failure.retryAfter();
        Instant retryAt = now.plus(asked != null && asked.compareTo(pause) > 0 ? asked : pause);
        Duration total = options.scheduleToClose();
        boolean tooLate = total != null && !retryAt.isBefore(activity.scheduledAt().plus(total));
        return tooLate ? null : retryAt;
    }

    private void timerDue(RunMessage.TimerDue due) {
        TimerKey timer = due.timer();
        int id = timer.id();
        boolean over = state.status().isClosed() || (id != 0 && state.endedIn(id) != 0);
        // A host whose clock is ahead may have taken it, and not handed on what followed.
        if (!over && due.fireAt().isAfter(now)) {
            early.add(due);
            return;
        }
        switch (timer.kind()) {
            case WORKFLOW -> {
                if (pending(id) instanceof Pending.Timer) {
                    ended.add(id);
                    events.add(new HistoryEvent.TimerFired(id));
                } else {
                    repeat(id);
                }
            }
            case ACTIVITY_RETRY -> {
                if (pending(id) instanceof Pending.Activity activity
                        && activity.attempt() == timer.attempt()) {
                    repeatCommands.add(id);
                } else {
                    repeat(id);
                }
            }
            case SCHEDULE_TO_START -> scheduleToStart(id, timer.attempt());
            case SCHEDULE_TO_CLOSE -> {
                if (pending(id) instanceof Pending.Activity activity) {
                    ended.add(id);
                    events.add(
                            new HistoryEvent.ActivityFailed(
                                    id,
                                    activity.attempt(),
                                    Failure.timeout(
                                            Failure.SCHEDULE_TO_CLOSE,
                                            "the activity did not end within %s of being scheduled"
                                                    .formatted(
                                                            activity.command()
                                                                    .options()
                                                                    .scheduleToClose()))));
                } else {
                    repeat(id);
                }
            }
            case START_DELAY -> {
                if (state.beganIn() != 0 || began) {
                    repeatBatches.add(state.beganIn());
                } else if (!state.status().isClosed()) {
                    began = true;
                    events.add(new HistoryEvent.RunBegan());
                }
            }
            case RUN_TIMEOUT -> {
                if (!state.status().isClosed() && !closes) {
                    closes = true;
                    events.add(new HistoryEvent.RunTimedOut());
                } else {
                    repeatBatches.add(state.closedIn());
                }
            }
            case WATCHDOG -> {
                readInbox = true;
                everything = true;
            }
            // Every message tries a blocked run again.
            case BLOCKED_RECHECK -> {}
        }
    }

    /// Whoever marks the attempt first has it: the worker that begins it, or this timeout.
    private void scheduleToStart(int id, int attempt) {
        boolean waiting =
                pending(id) instanceof Pending.Activity activity && activity.attempt() == attempt;
        if (!waiting) {
            repeat(id);
        } else if (attempts.begin(state.run(), id, attempt)) {
            ended.add(id);
            events.add(
                    new HistoryEvent.ActivityFailed(
                            id,
                            attempt,
                            Failure.timeout(
                                    Failure.SCHEDULE_TO_START,
                                    "no worker began the attempt in time; is the activity's function deployed and not throttled?")));
        }
    }

    /// A run that closed with an open child starts it again whenever it repeats its end, and the
    /// child says each time that it exists, and how it ended: that must not go round for ever.
    private boolean isEchoOfChild(RunMessage message) {
        return state.status().isClosed()
                && switch (message) {
                    case RunMessage.ChildStarted(_, int id, _, _) -> state.endedIn(id) == 0;
                    case RunMessage.ChildClosed(_, int id, _, _, _) -> state.endedIn(id) == 0;
                    default -> false;
                };
    }

    private void childStarted(RunMessage.ChildStarted started) {
        int id = started.commandId();
        if (!(pending(id) instanceof Pending.Child child)) {
            repeat(id);
            return;
        }
        if (started.failure() != null) {
            ended.add(id);
            events.add(
                    new HistoryEvent.ChildClosed(
                            id,
                            started.child(),
                            RunStatus.FAILED,
                            new Outcome.Failed(started.failure())));
        } else if (child.started()) {
            repeatBatches.add(state.childStartedIn(id));
        } else if (childrenStarted.add(id)) {
            events.add(new HistoryEvent.ChildStarted(id, started.child()));
        }
    }

    private void childClosed(RunMessage.ChildClosed closed) {
        int id = closed.commandId();
        if (pending(id) instanceof Pending.Child) {
            ended.add(id);
            events.add(
                    new HistoryEvent.ChildClosed(
                            id, closed.child(), closed.status(), closed.outcome()));
        } else {
            repeat(id);
        }
    }

    private @Nullable Pending pending(int id) {
        return closes || ended.contains(id) || state.status().isClosed() ? null : state.pending(id);
    }

    private void repeat(int commandId) {
        repeatBatches.add(state.endedIn(commandId));
        if (state.status().isClosed()) {
            // It may have been there when the run was found to be ended by something else.
            repeatBatches.add(state.closedIn());
        }
    }

    /// What the run is told: first what was asked of it, so that a handler of a signal gets its
    /// turn before a result lets the run end. Nothing follows an event that closes it.
    List<Incoming> events() {
        var all = new ArrayList<Incoming>(inboxEvents);
        all.addAll(events);
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i) instanceof HistoryEvent.RunTerminated
                    || all.get(i) instanceof HistoryEvent.RunTimedOut) {
                return List.copyOf(all.subList(0, i + 1));
            }
        }
        return List.copyOf(all);
    }

    /// Batches whose hand-on is to be repeated.
    Set<Long> repeatBatches() {
        return repeatBatches;
    }

    /// Commands whose wake-up is to be given again.
    Set<Integer> repeatCommands() {
        return repeatCommands;
    }

    /// Timers that came before their time.
    List<RunMessage.TimerDue> early() {
        return early;
    }

    /// Items that the inbox need not hold any more.
    List<String> known() {
        return known;
    }

    boolean readInbox() {
        return readInbox;
    }

    /// Whether any message can have caused something: a closed run is only told that children
    /// exist.
    boolean asks() {
        return asks;
    }

    /// Whether nobody knows which wake-ups were lost.
    boolean everything() {
        return everything;
    }
}
