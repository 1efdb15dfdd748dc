package dev.belay.core.replay;

import dev.belay.core.command.Command;
import dev.belay.core.decider.Decider;
import dev.belay.core.decider.Payloads;
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
import dev.belay.core.message.StartRequest;
import dev.belay.core.model.Failure;
import dev.belay.core.model.FailureKind;
import dev.belay.core.model.Payload;
import dev.belay.core.model.RunKey;
import dev.belay.core.workflow.CancelledException;
import dev.belay.core.workflow.Workflow;
import dev.belay.core.workflow.WorkflowException;
import dev.belay.core.workflow.WorkflowType;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;

/// Decides by running workflow code.
public final class CodeDecider<I, O> implements Decider {
    private final WorkflowType<I, O> type;
    private final StartRequest request;
    private final CommandLog log;
    private final CodeContext context;
    private boolean begun;

    public CodeDecider(
            RunKey run,
            StartRequest request,
            Instant startedAt,
            WorkflowType<I, O> type,
            Payloads payloads) {
        this.type = type;
        this.request = request;
        this.log =
                new CommandLog(
                        "%s/%s (%s)".formatted(request.workflowId(), run.runId(), type.name()));
        this.context = new CodeContext(run, request, startedAt, payloads, log);
    }

    @Override
    public List<CommandIssued> decide(Instant time, List<Incoming> events) {
        log.live();
        return advance(time, events);
    }

    @Override
    public List<CommandIssued> replay(
            Instant time, List<Incoming> events, List<CommandIssued> recorded, boolean whole) {
        log.replay(recorded, whole);
        return advance(time, events);
    }

    private List<CommandIssued> advance(Instant time, List<Incoming> events) {
        context.time(time);
        context.passCheckpoint();
        try {
            for (Incoming event : events) {
                tell(time, event);
            }
            context.branches().runUntilAllWait();
        } catch (Fiber.Disposed _) {
            // The log knows why the decision was stopped.
        }
        return log.finish();
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
            case ActivityCompleted(int id, _, _) -> context.settle(id, event);
            case ActivityFailed(int id, _, _) -> context.settle(id, event);
            case TimerFired(int id) -> context.settle(id, event);
            case SignalReceived(_, var name, var content) -> context.signalled(name, content);
            case UpdateRequested(var itemId, var name, var argument) ->
                    context.updateRequested(itemId, name, argument);
            case CancelRequested(_, var reason) -> context.root().cancel(reason);
            case ChildStarted _ -> {}
            case ChildClosed(int id, _, _, _) -> context.settle(id, event);
            case RequestDelivered(int id, _) -> context.settle(id, event);
            case RunTerminated _ -> {}
            case RunTimedOut _ -> {}
            case RunBlocked _ -> {}
            case RunUnblocked _ -> {}
        }
    }

    private void begin() {
        if (!begun) {
            begun = true;
            context.beginBranch(type.name(), this::main);
            context.carried(request.carried());
        }
    }

    private void main() {
        try {
            Workflow<I, O> workflow = type.factory().get();
            O result = workflow.run(context, context.read(request.input(), type.input()));
            log.issue(
                    Command.CompleteRun.class,
                    "",
                    () ->
                            new Command.CompleteRun(
                                    context.write("result of workflow " + type.name(), result)));
        } catch (CodeContext.Continuation next) {
            Command.ContinueAsNew command = next.command();
            log.issue(Command.ContinueAsNew.class, command.request().workflow(), () -> command);
        } catch (CancelledException cancelled) {
            if (context.root().isCancelled()) {
                log.issue(
                        Command.CancelRun.class,
                        "",
                        () -> new Command.CancelRun(context.root().reason()));
            } else {
                fail(cancelled.failure());
            }
        } catch (WorkflowException failed) {
            fail(failed.failure());
        } catch (RuntimeException | StackOverflowError | AssertionError | LinkageError failed) {
            fail(failureOf(failed));
        }
    }

    private void fail(Failure failure) {
        log.issue(Command.FailRun.class, "", () -> new Command.FailRun(failure));
    }

    /// An exception that says nothing of Belay, as a failure: its class is the type.
    static Failure failureOf(Throwable thrown) {
        var stack = new StringWriter();
        thrown.printStackTrace(new PrintWriter(stack, true));
        String message = thrown.getMessage();
        return new Failure(
                FailureKind.APPLICATION,
                thrown.getClass().getSimpleName(),
                message == null ? "no message" : message,
                false,
                null,
                stack.toString(),
                null);
    }

    @Override
    public Payload query(String name, Payload argument) {
        return context.query(name, argument);
    }

    @Override
    public void dispose() {
        context.branches().dispose();
    }
}
