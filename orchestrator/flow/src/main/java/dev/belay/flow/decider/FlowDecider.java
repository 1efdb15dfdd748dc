package dev.belay.flow.decider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.core.command.Command;
import dev.belay.core.decider.Decider;
import dev.belay.core.decider.Payloads;
import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.history.HistoryEvent.ActivityAttemptFailed;
import dev.belay.core.history.HistoryEvent.ActivityCompleted;
import dev.belay.core.history.HistoryEvent.ActivityFailed;
import dev.belay.core.history.HistoryEvent.CancelRequested;
import dev.belay.core.history.HistoryEvent.ChildClosed;
import dev.belay.core.history.HistoryEvent.ChildStarted;
import dev.belay.core.history.HistoryEvent.CommandIssued;
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
import dev.belay.core.message.InboxItem;
import dev.belay.core.message.StartRequest;
import dev.belay.core.model.Failure;
import dev.belay.core.model.Outcome;
import dev.belay.core.model.Payload;
import dev.belay.core.model.RunKey;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/// Decides for a run of a flow. Its whole state can be taken out ([#snapshot]) after any decision
/// and continued from.
public final class FlowDecider implements Decider {
    private final FlowState state;
    private final Machine machine;
    private final StartRequest request;
    private final RunKey run;
    private final Places places = new Places();

    private FlowDecider(
            Program program,
            FlowState state,
            RunKey run,
            StartRequest request,
            Instant startedAt,
            Payloads payloads) {
        this.state = state;
        this.run = run;
        this.request = request;
        this.machine =
                new Machine(
                        program,
                        state,
                        run,
                        request,
                        startedAt,
                        new Values(payloads, run.workspace()));
    }

    /// For a run that has decided nothing yet.
    public static FlowDecider open(
            Program program,
            RunKey run,
            StartRequest request,
            Instant startedAt,
            Payloads payloads) {
        return new FlowDecider(program, new FlowState(), run, request, startedAt, payloads);
    }

    /// For a run whose state was taken out.
    ///
    /// @param snapshot what [#snapshot] gave
    /// @throws BelayException `UNREADABLE_HISTORY` when this build cannot read it
    public static FlowDecider restore(
            Program program,
            RunKey run,
            StartRequest request,
            Instant startedAt,
            Payloads payloads,
            byte[] snapshot) {
        return new FlowDecider(
                program, StateCodec.read(snapshot), run, request, startedAt, payloads);
    }

    @Override
    public List<CommandIssued> decide(Instant time, List<Incoming> events) {
        machine.commands.begin(List.of(), false);
        return advance(time, events);
    }

    @Override
    public List<CommandIssued> replay(
            Instant time, List<Incoming> events, List<CommandIssued> recorded, boolean whole) {
        machine.commands.begin(recorded, whole);
        return advance(time, events);
    }

    private List<CommandIssued> advance(Instant time, List<Incoming> events) {
        machine.evaluation.time(time);
        for (Incoming event : events) {
            if (!state.closed) {
                tell(time, event);
                machine.runUntilAllWait();
            }
        }
        machine.gatherer().continueWhenLong();
        machine.admission().rest();
        List<CommandIssued> given = machine.commands.finish();
        places.note(state);
        return given;
    }

    private void tell(Instant time, Incoming event) {
        switch (event) {
            case RunStarted(var start) -> {
                if (start.startAt() == null || !start.startAt().isAfter(time)) {
                    begin();
                }
            }
            case RunBegan() -> begin();
            case ActivityAttemptFailed _ -> {}
            case ActivityCompleted(int id, _, var result) ->
                    settle(id, frame -> called(frame, new Outcome.Completed(result)));
            case ActivityFailed(int id, _, var failure) ->
                    settle(id, frame -> called(frame, new Outcome.Failed(failure)));
            case TimerFired(int id) -> timerFired(id);
            case SignalReceived(var itemId, var name, var payload) ->
                    signalled(time, itemId, name, payload);
            case UpdateRequested(var itemId, var name, _) -> reject(itemId, name);
            case CancelRequested(_, var reason) -> machine.root().cancel(reason);
            case ChildStarted _ -> {}
            case ChildClosed(int id, _, _, var outcome) -> childClosed(id, outcome);
            case RequestDelivered _ -> {}
            case RunTerminated _ -> {}
            case RunTimedOut _ -> {}
            case RunBlocked _ -> {}
            case RunUnblocked _ -> {}
        }
    }

    private void begin() {
        if (!state.begun) {
            machine.root().begin();
            for (InboxItem item : request.carried()) {
                if (item instanceof InboxItem.Signal(var itemId, var name, var payload, var at)) {
                    machine.runUntilAllWait();
                    signalled(at, itemId, name, payload);
                }
            }
        }
    }

    private void called(Frame frame, Outcome outcome) {
        machine.steps().called(frame, outcome);
    }

    private void childClosed(int id, Outcome outcome) {
        if (machine.admission().isSlot(id)) {
            machine.admission().slotClosed(outcome);
            return;
        }
        Wait wait = state.waits.get(id);
        int slot = wait == null ? 0 : wait.slot();
        settle(id, frame -> machine.steps().childClosed(frame, slot, outcome));
    }

    private void timerFired(int id) {
        Wait wait = state.waits.get(id);
        if (wait == null) {
            return;
        }
        if (wait.frame() == 0) {
            state.waits.remove(id);
            machine.root().timedOut();
            return;
        }
        if (machine.admission().isHeldBack()) {
            machine.admission().holdBack(id);
            return;
        }
        switch (wait.what()) {
            case TIMEOUT -> settle(id, this::timedOut);
            case ATTEMPT -> settle(id, machine.steps()::attemptTimedOut);
            case TIMER -> settle(id, machine.steps()::timerFired);
            case CALL, CHILD ->
                    throw new IllegalStateException("command %d is no timer".formatted(id));
        }
    }

    private void timedOut(Frame frame) {
        frame.timeout = 0;
        machine.fail(
                frame,
                Problem.of(Problem.TIMEOUT, 408, "Timed out", "the task took longer than it may"));
    }

    /// Tells the frame that a command was for; what was given up concerns nobody any more.
    private void settle(int id, Consumer<Frame> told) {
        Wait wait = state.waits.remove(id);
        Frame frame = wait == null ? null : state.frames.get(wait.frame());
        if (frame == null) {
            return;
        }
        try {
            told.accept(frame);
        } catch (ProblemException raised) {
            machine.fail(frame, raised.problem());
        }
    }

    private void signalled(Instant time, String itemId, String name, Payload payload) {
        JsonNode data;
        try {
            data = machine.values.read(payload);
        } catch (ProblemException unreadable) {
            // Whoever sent it must not be able to stop the run by it.
            data = NullNode.getInstance();
        }
        if (machine.admission().isNews(name)) {
            machine.admission().news(data).forEach(this::tellNow);
            return;
        }
        ObjectNode event = Events.of(itemId, name, data, time);
        if (state.gathered != null) {
            machine.gatherer().heard(event);
        } else if (machine.admission().isHeldBack()) {
            machine.admission().holdBack(event);
        } else {
            machine.steps().listens().heard(event);
        }
    }

    /// What was held back: the number of a timer, or an event.
    private void tellNow(JsonNode heldBack) {
        machine.runUntilAllWait();
        if (state.closed) {
            return;
        }
        if (heldBack instanceof ObjectNode event) {
            machine.steps().listens().heard(event);
        } else {
            timerFired(heldBack.intValue());
        }
    }

    private void reject(String itemId, String name) {
        machine.commands.issue(
                Command.RejectUpdate.class,
                itemId,
                _ ->
                        new Command.RejectUpdate(
                                itemId,
                                Failure.application(
                                        "unknown-update",
                                        "flow %s takes no updates, so none named '%s'; signal it instead"
                                                .formatted(machine.plan.workflow(), name),
                                        false)));
    }

    @Override
    public byte[] snapshot() {
        return StateCodec.write(state);
    }

    @Override
    public Payload query(String name, Payload argument) {
        ObjectNode answer =
                switch (name) {
                    case StateQuery.NAME ->
                            StateQuery.answer(machine.plan, state, machine.admission().inWords());
                    case Places.NAME -> places.answer(machine.plan);
                    default ->
                            throw new BelayException(
                                    ErrorCode.UNKNOWN_QUERY,
                                    "run %s (%s) answers no query '%s'; it answers [%s, %s]"
                                            .formatted(
                                                    run,
                                                    request.workflow(),
                                                    name,
                                                    StateQuery.NAME,
                                                    Places.NAME));
                };
        return machine.values.write("answer of query " + name, (JsonNode) answer);
    }

    @Override
    public void dispose() {
        // Holds nothing but memory.
    }
}
