package dev.belay.core.engine;

import dev.belay.core.command.Command;
import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.machine.Pending;
import dev.belay.core.machine.RunState;
import dev.belay.core.message.ActivityTask;
import dev.belay.core.message.InboxItem;
import dev.belay.core.message.RunMessage;
import dev.belay.core.message.RunMessage.TimerDue;
import dev.belay.core.message.StartRequest;
import dev.belay.core.message.StartRequest.Parent;
import dev.belay.core.message.StartRequest.ParentClosePolicy;
import dev.belay.core.message.TimerKey;
import dev.belay.core.model.Failure;
import dev.belay.core.model.Lane;
import dev.belay.core.model.Limits;
import dev.belay.core.model.Outcome;
import dev.belay.core.model.RunId;
import dev.belay.core.model.RunKey;
import dev.belay.core.model.TaskQueue;
import dev.belay.core.model.WorkflowId;
import dev.belay.core.port.RunHead;
import dev.belay.core.port.TaskQueues.Outgoing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Gives everything that a run waits for its wake-up, and tells others what became of the run.
///
/// Works from the state alone, so that it can be repeated for any batch at any time: what has ended
/// meanwhile is left out, and what is sent twice is recognised where it lands.
final class HandOn {
    private final EnginePorts ports;
    private final RunLoader loader;
    private final RunTimers timers;
    private final RunState state;
    private final Instant now;
    private final List<Outgoing> outgoing = new ArrayList<>();
    private final List<String> taken = new ArrayList<>();
    private final Set<Integer> given = new HashSet<>();
    private @Nullable Instant recheckAt;

    /// Also what has a wake-up that nothing else gives again.
    private boolean everything;

    HandOn(EnginePorts ports, RunLoader loader, RunTimers timers, RunState state, Instant now) {
        this.ports = ports;
        this.loader = loader;
        this.timers = timers;
        this.state = state;
        this.now = now;
    }

    /// All that an open run waits for, and all that others wait for from this run: for when nobody
    /// knows which messages were lost.
    void everything() {
        everything = true;
        state.pending().forEach(this::command);
        runFacts(state.startedIn());
        if (state.headChangedIn() != state.startedIn()) {
            runFacts(state.headChangedIn());
        }
        if (state.blocked() != null) {
            recheckLater();
        }
    }

    /// Everything of one batch, and of those that followed it without being told anything.
    void batch(long first) {
        if (first == 0) {
            return;
        }
        long batch = first;
        single(batch);
        while (state.goesOnAfter(batch)) {
            single(++batch);
        }
    }

    private void single(long batch) {
        for (Pending pending : state.pending()) {
            if (pending.touchedIn() == batch) {
                command(pending);
            }
        }
        runFacts(batch);
    }

    void command(int id) {
        Pending pending = state.pending(id);
        if (pending != null) {
            command(pending);
        }
    }

    private void command(Pending pending) {
        if (state.status().isClosed() || !given.add(pending.id())) {
            return;
        }
        switch (pending) {
            case Pending.Activity activity -> activity(activity);
            case Pending.Timer timer ->
                    arm(
                            TimerKey.of(TimerKey.Kind.WORKFLOW, timer.id(), 0),
                            timer.command().fireAt());
            case Pending.Child child -> child(child);
            case Pending.Delivery delivery -> deliver(delivery);
        }
    }

    /// What a batch says of the run itself.
    void runFacts(long batch) {
        for (int activity : state.cancelledIn(batch)) {
            ports.attempts().requestCancel(state.run(), activity);
        }
        taken.addAll(state.takenBy(batch));
        if (batch == state.startedIn()) {
            started();
        }
        if (batch == state.blockedIn() && state.blocked() != null) {
            recheckLater();
        }
        if (batch == state.closedIn()) {
            closed();
        }
        if (batch == state.headChangedIn()) {
            ports.index().save(Heads.of(state));
        }
    }

    void recheckLater() {
        if (recheckAt == null) {
            recheckAt = now.plus(Limits.BLOCKED_RECHECK);
            arm(TimerKey.ofRun(TimerKey.Kind.BLOCKED_RECHECK), recheckAt);
        }
    }

    /// When the blocked run is tried again; null where this hand-on does not say so.
    @Nullable Instant recheckAt() {
        return recheckAt;
    }

    void again(TimerDue early) {
        arm(early.timer(), early.fireAt());
    }

    /// Items of the inbox that are in a history.
    void forget(List<String> items) {
        taken.addAll(items);
    }

    /// Sends what was gathered. What was taken from the inbox is forgotten last: a wake-up that
    /// comes again knows by it what to repeat.
    void send() {
        sendMessages();
        if (!taken.isEmpty()) {
            ports.inbox().remove(state.run(), taken);
        }
    }

    private void sendMessages() {
        if (!outgoing.isEmpty()) {
            ports.queues().send(outgoing);
            outgoing.clear();
        }
    }

    private void activity(Pending.Activity activity) {
        Instant notBefore = activity.notBefore();
        Instant from = notBefore == null ? activity.scheduledAt() : notBefore;
        Duration wait = Duration.between(now, from);
        if (wait.compareTo(ports.queues().delayMax()) > 0) {
            arm(TimerKey.of(TimerKey.Kind.ACTIVITY_RETRY, activity.id(), activity.attempt()), from);
            return;
        }
        var command = activity.command();
        var options = command.options();
        outgoing.add(
                new Outgoing(
                        command.queue(),
                        new ActivityTask(
                                state.run(),
                                state.request().lane(),
                                command.activity(),
                                activity.id(),
                                activity.attempt(),
                                command.input(),
                                options,
                                from),
                        wait.isNegative() ? Duration.ZERO : wait));
        if (options.scheduleToStart() != null) {
            arm(
                    TimerKey.of(TimerKey.Kind.SCHEDULE_TO_START, activity.id(), activity.attempt()),
                    from.plus(options.scheduleToStart()));
        }
        if (options.scheduleToClose() != null && (activity.attempt() == 1 || everything)) {
            arm(
                    TimerKey.of(TimerKey.Kind.SCHEDULE_TO_CLOSE, activity.id(), 0),
                    activity.scheduledAt().plus(options.scheduleToClose()));
        }
    }

    private void child(Pending.Child child) {
        RunKey key = childKey(child);
        if (!child.started()) {
            start(child);
        }
        if (child.cancelReason() != null) {
            askToEnd(child, ParentClosePolicy.REQUEST_CANCEL, child.cancelReason());
        }
        if (child.started() && everything) {
            lookAfter(key);
        }
    }

    private void start(Pending.Child child) {
        StartRequest request = child.command().request();
        var link = new Parent(state.run(), state.request().lane(), child.id());
        outgoing.add(
                Outgoing.now(
                        TaskQueue.orchestrator(request.lane()),
                        new RunMessage.Start(childKey(child), request.withParent(link))));
    }

    /// A child that has closed, or should have been continued, is made to say so again. An open one
    /// is listed, and so looked after, for itself.
    private void lookAfter(RunKey child) {
        RunHead last = null;
        RunHead head = ports.index().head(child).orElse(null);
        while (head != null) {
            last = head;
            head =
                    head.next() == null
                            ? null
                            : ports.index()
                                    .head(new RunKey(child.workspace(), head.next()))
                                    .orElse(null);
        }
        if (last != null && last.status().isClosed()) {
            outgoing.add(Watchdog.wakeUp(last));
        }
    }

    private RunKey childKey(Pending.Child child) {
        return new RunKey(state.run().workspace(), child.command().child());
    }

    private void askToEnd(Pending.Child child, ParentClosePolicy how, String why) {
        String itemId = "%s-%d-%s".formatted(state.run().runId(), child.id(), how);
        InboxItem item =
                switch (how) {
                    case TERMINATE -> new InboxItem.Terminate(itemId, why);
                    case REQUEST_CANCEL -> new InboxItem.Cancel(itemId, why);
                    case ABANDON ->
                            throw new IllegalArgumentException("an abandoned child is not asked");
                };
        put(childKey(child), child.command().request().lane(), item);
    }

    /// Puts an item into the inbox of a run, or of the one that continues it.
    ///
    /// @return false when the run is closed
    private boolean put(RunKey first, Lane lane, InboxItem item) {
        RunKey run = first;
        RunHead head = ports.index().head(run).orElse(null);
        while (head != null && head.next() != null) {
            run = new RunKey(run.workspace(), head.next());
            head = ports.index().head(run).orElse(null);
        }
        if (head != null && head.status().isClosed()) {
            return hasTaken(first, item);
        }
        boolean accepted = ports.inbox().add(run, item);
        Lane to = head == null ? lane : head.lane();
        outgoing.add(Outgoing.now(TaskQueue.orchestrator(to), new RunMessage.InboxFilled(run)));
        if (!accepted) {
            // It is ending, or was about to when its host died: the next look tells which. Until
            // then nothing may be forgotten that tells this hand-on apart from one that was done.
            sendMessages();
            throw new BelayException(
                    ErrorCode.CONTENDED,
                    "run %s is just ending; what run %s asks of it comes again"
                            .formatted(run, state.run()));
        }
        return true;
    }

    /// Whether the run, or one that continues it, saw the item before it closed: this may be the
    /// repetition of a hand-on whose first answer was lost.
    private boolean hasTaken(RunKey first, InboxItem item) {
        RunKey run = first;
        while (loader.state(run).takenIn(item.itemId()) == null) {
            RunHead head = ports.index().head(run).orElse(null);
            if (head == null || head.next() == null) {
                return false;
            }
            run = new RunKey(run.workspace(), head.next());
        }
        return true;
    }

    private void deliver(Pending.Delivery delivery) {
        String itemId = "%s-%06d".formatted(state.run().runId(), delivery.id());
        Failure failure =
                switch (delivery.command()) {
                    case Command.SignalRun signal ->
                            deliver(
                                    signal.target().value(),
                                    signal.runId(),
                                    new InboxItem.Signal(
                                            itemId, signal.signal(), signal.payload(), now));
                    case Command.RequestCancel cancel ->
                            deliver(
                                    cancel.target().value(),
                                    cancel.runId(),
                                    new InboxItem.Cancel(itemId, cancel.reason()));
                    default -> throw new IllegalStateException("not a delivery: " + delivery);
                };
        outgoing.add(
                Outgoing.now(
                        TaskQueue.orchestrator(state.request().lane()),
                        new RunMessage.DeliveryReported(state.run(), delivery.id(), failure)));
    }

    private @Nullable Failure deliver(String target, @Nullable RunId runId, InboxItem item) {
        var workflowId = new WorkflowId(target);
        Optional<RunId> found =
                runId != null
                        ? Optional.of(runId)
                        : ports.index().current(state.run().workspace(), workflowId);
        if (found.isEmpty()) {
            return Failure.engine(
                    "run-not-found", "there is no run of workflow id '%s'".formatted(target));
        }
        RunKey key = new RunKey(state.run().workspace(), found.get());
        return put(key, state.request().lane(), item)
                ? null
                : Failure.engine(
                        "run-closed", "the run of workflow id '%s' is closed".formatted(target));
    }

    private void started() {
        StartRequest request = state.request();
        if (request.timeout() != null && !state.status().isClosed()) {
            arm(
                    TimerKey.ofRun(TimerKey.Kind.RUN_TIMEOUT),
                    state.startedAt().plus(request.timeout()));
        }
        if (request.startAt() != null && state.beganIn() == 0) {
            arm(TimerKey.ofRun(TimerKey.Kind.START_DELAY), request.startAt());
        }
        Parent parent = request.parent();
        if (parent != null && request.continuedFrom() == null) {
            outgoing.add(
                    Outgoing.now(
                            TaskQueue.orchestrator(parent.lane()),
                            new RunMessage.ChildStarted(
                                    parent.run(), parent.commandId(), state.run().runId(), null)));
        }
    }

    private void closed() {
        for (Pending pending : state.pending()) {
            switch (pending) {
                case Pending.Child child -> parentClosed(child);
                case Pending.Activity activity -> {
                    if (activity.command().options().heartbeat() != null) {
                        ports.attempts().requestCancel(state.run(), activity.id());
                    }
                }
                case Pending.Timer _ -> {}
                case Pending.Delivery _ -> {}
            }
        }
        if (state.closing() instanceof Command.ContinueAsNew(var next, var request)) {
            var key = new RunKey(state.run().workspace(), next);
            outgoing.add(
                    Outgoing.now(
                            TaskQueue.orchestrator(request.lane()),
                            new RunMessage.Start(key, request)));
            // Listed as open from now on: its start may be lost like any message.
            ports.index().save(Heads.scheduled(key, request, now));
            return;
        }
        Parent parent = state.request().parent();
        if (parent != null) {
            outgoing.add(
                    Outgoing.now(
                            TaskQueue.orchestrator(parent.lane()),
                            new RunMessage.ChildClosed(
                                    parent.run(),
                                    parent.commandId(),
                                    state.run().runId(),
                                    state.status(),
                                    outcome())));
        }
    }

    /// A child whose start may not have been sent is started all the same: what its parent recorded
    /// was asked for, and what it is asked in turn waits for it to begin.
    private void parentClosed(Pending.Child child) {
        if (!child.started()) {
            start(child);
        }
        ParentClosePolicy policy = child.command().onClose();
        if (policy != ParentClosePolicy.ABANDON) {
            askToEnd(child, policy, "the parent run closed");
        }
    }

    private Outcome outcome() {
        String why = state.reason() == null ? "no reason was given" : state.reason();
        if (state.closing() instanceof Command.CompleteRun(var result)) {
            return new Outcome.Completed(result);
        }
        if (state.closing() instanceof Command.FailRun(var failure)) {
            return new Outcome.Failed(failure);
        }
        return new Outcome.Failed(
                switch (state.status()) {
                    case TIMED_OUT -> Failure.timeout(Failure.RUN_TIMEOUT, why);
                    case TERMINATED -> Failure.terminated(why);
                    case CANCELLED -> Failure.cancelled(why);
                    case SCHEDULED, RUNNING, BLOCKED, COMPLETED, FAILED, CONTINUED_AS_NEW ->
                            throw new IllegalStateException("run is " + state.status());
                });
    }

    private void arm(TimerKey timer, Instant fireAt) {
        timers.arm(state.request().lane(), new TimerDue(state.run(), timer, fireAt), outgoing);
    }
}
