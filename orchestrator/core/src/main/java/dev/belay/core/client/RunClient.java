package dev.belay.core.client;

import dev.belay.core.codec.HistoryFields;
import dev.belay.core.command.Command;
import dev.belay.core.engine.Heads;
import dev.belay.core.engine.StartClaim;
import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.history.Batch;
import dev.belay.core.history.HistoryEvent;
import dev.belay.core.history.HistoryEvent.CommandIssued;
import dev.belay.core.message.InboxItem;
import dev.belay.core.message.RunMessage;
import dev.belay.core.message.StartRequest;
import dev.belay.core.message.StartRequest.ConflictPolicy;
import dev.belay.core.model.Failure;
import dev.belay.core.model.Lane;
import dev.belay.core.model.Outcome;
import dev.belay.core.model.Payload;
import dev.belay.core.model.RunId;
import dev.belay.core.model.RunKey;
import dev.belay.core.model.RunStatus;
import dev.belay.core.model.TaskQueue;
import dev.belay.core.model.WorkflowId;
import dev.belay.core.model.Workspace;
import dev.belay.core.port.Page;
import dev.belay.core.port.RunHead;
import dev.belay.core.port.RunQuery;
import dev.belay.core.port.TaskQueues.Outgoing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Starts, steers and watches runs. Safe to use from many threads.
///
/// What a method promised has happened when it returns: a started run will begin, an accepted
/// signal will be seen, whatever dies next.
public final class RunClient {
    private static final int SEAL_RETRIES = 3;

    private final ClientPorts ports;
    private final Ids ids;
    private final StartClaim claims;

    public RunClient(ClientPorts ports, Ids ids) {
        this.ports = ports;
        this.ids = ids;
        this.claims = new StartClaim(ports.index());
    }

    // ---- starting

    /// Starts a run. The same request again, while its run is open, is refused or gives the open
    /// run, as the request's policies say.
    ///
    /// @throws BelayException `DUPLICATE_RUN` naming the run that has the workflow id
    public StartResult start(Workspace workspace, StartRequest request) {
        RunKey run = new RunKey(workspace, ids.newRunId());
        Optional<StartClaim.Result.Refused> obstacle = claims.look(run, request);
        if (obstacle.isPresent()) {
            StartClaim.Result.Refused refused = obstacle.get();
            boolean replace =
                    refused.open() && request.conflict() == ConflictPolicy.TERMINATE_EXISTING;
            if (!replace) {
                return refused(workspace, request, refused);
            }
            put(
                    new RunKey(workspace, refused.existing()),
                    new InboxItem.Terminate(
                            ids.newItemId(), "replaced by a new run of its workflow id"),
                    true);
        }
        // First the message, then the claim: a crash in between leaves a message that claims for
        // itself,
        // where the other order would leave a claim that nothing wakes.
        send(request.lane(), new RunMessage.Start(run, request));
        if (obstacle.isEmpty()) {
            if (claims.claim(run, request) instanceof StartClaim.Result.Refused refused) {
                return refused(workspace, request, refused);
            }
            ports.index().save(Heads.scheduled(run, request, ports.clock().instant()));
        }
        ports.durable().run();
        return new StartResult(run, false);
    }

    private StartResult refused(
            Workspace workspace, StartRequest request, StartClaim.Result.Refused refused) {
        var existing = new RunKey(workspace, refused.existing());
        if (refused.open() && ports.index().head(existing).isEmpty()) {
            // Its caller died before it was listed, and who is told of it must find it.
            ports.index().save(Heads.scheduled(existing, request, ports.clock().instant()));
        }
        if (refused.open() && request.conflict() == ConflictPolicy.USE_EXISTING) {
            return new StartResult(existing, true);
        }
        throw new BelayException(
                ErrorCode.DUPLICATE_RUN,
                "workflow id '%s' is taken by run %s, which is %s; use another id, or start with a policy that allows it"
                        .formatted(
                                request.workflowId(),
                                refused.existing(),
                                refused.open() ? "open" : "closed and may not be repeated"));
    }

    // ---- steering

    /// Sends a signal to a run. The same item id again is delivered once.
    ///
    /// @param itemId null makes one
    /// @throws BelayException `RUN_NOT_FOUND`, `RUN_CLOSED`
    public void signal(RunKey run, String name, Payload content, @Nullable String itemId) {
        put(run, new InboxItem.Signal(idOr(itemId), name, content, ports.clock().instant()), false);
    }

    /// Sends a signal to the newest run of a workflow id, even if it has not begun yet.
    ///
    /// @throws BelayException `RUN_NOT_FOUND`, `RUN_CLOSED`
    public RunKey signal(
            Workspace workspace,
            WorkflowId workflowId,
            String name,
            Payload content,
            @Nullable String itemId) {
        RunKey run = find(workspace, workflowId);
        put(run, new InboxItem.Signal(idOr(itemId), name, content, ports.clock().instant()), true);
        return run;
    }

    /// Asks a run to end and to clean up after itself.
    public void cancel(RunKey run, String reason) {
        put(run, new InboxItem.Cancel(ids.newItemId(), reason), false);
    }

    /// Ends a run by force: no cleanup runs.
    public void terminate(RunKey run, String reason) {
        put(run, new InboxItem.Terminate(ids.newItemId(), reason), false);
    }

    /// Sends an update and waits for its result.
    ///
    /// @throws BelayException `UPDATE_REJECTED` with the reason; `RUN_CLOSED` when the run ended
    ///   without an answer
    public Payload update(
            RunKey run, String name, Payload argument, @Nullable String itemId, Duration timeout)
            throws InterruptedException {
        String id = idOr(itemId);
        try {
            put(run, new InboxItem.Update(id, name, argument, ports.clock().instant()), false);
        } catch (BelayException failed) {
            // Asked again after the run closed: the first asking may have been answered.
            if (failed.code() != ErrorCode.RUN_CLOSED || itemId == null) {
                throw failed;
            }
        }
        Outcome outcome = answerOf(run, id, timeout);
        return switch (outcome) {
            case Outcome.Completed(var result) -> result;
            case Outcome.Failed(var failure) ->
                    throw new BelayException(
                            ErrorCode.UPDATE_REJECTED,
                            "update '%s' of run %s: %s".formatted(name, run, failure.summary()));
        };
    }

    /// The answer of an update, which may come from the run that continues this one.
    private Outcome answerOf(RunKey first, String itemId, Duration timeout)
            throws InterruptedException {
        RunKey run = first;
        while (true) {
            Answer found = await(run, timeout, event -> answerOrNext(event, itemId));
            if (found.outcome() != null) {
                return found.outcome();
            }
            run = new RunKey(run.workspace(), Objects.requireNonNull(found.next()));
        }
    }

    private record Answer(@Nullable Outcome outcome, @Nullable RunId next) {}

    private static @Nullable Answer answerOrNext(HistoryEvent event, String itemId) {
        if (event instanceof CommandIssued(_, Command.ContinueAsNew(var next, _))) {
            return new Answer(null, next);
        }
        Outcome outcome = answer(event, itemId);
        return outcome == null ? null : new Answer(outcome, null);
    }

    private static @Nullable Outcome answer(HistoryEvent event, String itemId) {
        return switch (event) {
            case CommandIssued(_, Command.CompleteUpdate(var id, var outcome))
                    when id.equals(itemId) ->
                    outcome;
            case CommandIssued(_, Command.RejectUpdate(var id, var failure))
                    when id.equals(itemId) ->
                    new Outcome.Failed(failure);
            default -> null;
        };
    }

    private String idOr(@Nullable String itemId) {
        return itemId == null ? ids.newItemId() : itemId;
    }

    /// @param known whether the run is known to have been started; else its head or history must
    ///   show it
    private void put(RunKey run, InboxItem item, boolean known) {
        RunKey at = run;
        for (int i = 0; i < SEAL_RETRIES; i++) {
            RunHead head = ports.index().head(at).orElse(null);
            if (head == null && !known && ports.histories().read(at, 0, 1).isEmpty()) {
                throw notFound(at);
            }
            while (head != null && head.next() != null) {
                at = new RunKey(at.workspace(), head.next());
                head = ports.index().head(at).orElse(null);
            }
            if (head != null && head.status().isClosed()) {
                break;
            }
            Lane lane = head == null ? Lane.SYSTEM : head.lane();
            boolean accepted = ports.inbox().add(at, item);
            // Also after a refusal: a seal without an end was left by a crash, and whoever looks
            // takes it
            // back.
            send(lane, new RunMessage.InboxFilled(at));
            if (accepted) {
                ports.durable().run();
                return;
            }
            awaitEnd(at, head == null ? 0 : head.asOf());
        }
        throw new BelayException(
                ErrorCode.RUN_CLOSED,
                "run %s is closed; start a new one to send it anything".formatted(run));
    }

    /// Gives a run that is ending the time to end, so that its continuation can be found.
    private void awaitEnd(RunKey run, long after) {
        try {
            ports.watch().awaitBeyond(run, after, Duration.ofSeconds(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void send(Lane lane, RunMessage message) {
        ports.queues().send(List.of(Outgoing.now(TaskQueue.orchestrator(lane), message)));
    }

    // ---- looking

    /// The newest run of a workflow id.
    ///
    /// @throws BelayException `RUN_NOT_FOUND`
    public RunKey find(Workspace workspace, WorkflowId workflowId) {
        RunId found =
                ports.index()
                        .current(workspace, workflowId)
                        .orElseThrow(() ->
                                new BelayException(
                                        ErrorCode.RUN_NOT_FOUND,
                                        "workspace '%s' has no run of workflow id '%s'"
                                                .formatted(workspace, workflowId)));
        return new RunKey(workspace, found);
    }

    /// @throws BelayException `RUN_NOT_FOUND`
    public RunHead describe(RunKey run) {
        return ports.index().head(run).orElseThrow(() -> notFound(run));
    }

    /// The open runs of all workspaces, oldest start first: for whoever operates them all.
    public Page<RunHead> openRuns(int limit, @Nullable String cursor) {
        return ports.index().openRuns(limit, cursor);
    }

    public Page<RunHead> list(RunQuery query) {
        return ports.index().list(query);
    }

    /// Batches above `after`, decoded; empty where there are none yet.
    public List<Batch> history(RunKey run, long after, int limit) {
        return ports.histories().read(run, after, limit).stream()
                .map(HistoryFields::fromStored)
                .toList();
    }

    /// Waits until batches above `after` exist, at most `timeout`.
    public List<Batch> awaitHistory(RunKey run, long after, int limit, Duration timeout)
            throws InterruptedException {
        Instant deadline = ports.clock().instant().plus(timeout);
        while (true) {
            List<Batch> batches = history(run, after, limit);
            Duration left = Duration.between(ports.clock().instant(), deadline);
            if (!batches.isEmpty() || left.isNegative() || left.isZero()) {
                return batches;
            }
            ports.watch().awaitBeyond(run, after, left);
        }
    }

    /// Waits for the end of a run, following those that continue it.
    ///
    /// @throws BelayException `RUN_NOT_FOUND`; `INVALID_REQUEST` when `timeout` passes first
    public RunResult result(RunKey run, Duration timeout) throws InterruptedException {
        Instant deadline = ports.clock().instant().plus(timeout);
        RunKey at = run;
        while (true) {
            Duration left = Duration.between(ports.clock().instant(), deadline);
            Ending ending = awaitEnding(at, left.isNegative() ? Duration.ZERO : left);
            if (ending.next() == null) {
                return ending.result();
            }
            at = new RunKey(run.workspace(), ending.next());
        }
    }

    private Ending awaitEnding(RunKey run, Duration timeout) throws InterruptedException {
        Optional<RunHead> head = closedHead(run);
        if (head.isEmpty()) {
            ports.watch().awaitClosed(run, timeout);
            head = closedHead(run);
        }
        // The end is in the batch that the head was made from; where the head is late, look for it.
        List<Batch> last =
                head.isPresent() ? history(run, head.get().asOf() - 1, 1) : List.<Batch>of();
        for (Batch batch : last) {
            for (HistoryEvent event : batch.events()) {
                Ending ending = ending(run, event);
                if (ending != null) {
                    return ending;
                }
            }
        }
        return await(run, timeout, event -> ending(run, event));
    }

    private Optional<RunHead> closedHead(RunKey run) {
        return ports.index().head(run).filter(head -> head.status().isClosed());
    }

    private record Ending(RunResult result, @Nullable RunId next) {}

    private static @Nullable Ending ending(RunKey run, HistoryEvent event) {
        return switch (event) {
            case CommandIssued(_, Command.CompleteRun(var result)) ->
                    new Ending(new RunResult(run, RunStatus.COMPLETED, result, null), null);
            case CommandIssued(_, Command.FailRun(var failure)) ->
                    new Ending(new RunResult(run, RunStatus.FAILED, null, failure), null);
            case CommandIssued(_, Command.CancelRun(var reason)) ->
                    new Ending(
                            new RunResult(
                                    run, RunStatus.CANCELLED, null, Failure.cancelled(reason)),
                            null);
            case CommandIssued(_, Command.ContinueAsNew(var next, _)) ->
                    new Ending(new RunResult(run, RunStatus.CONTINUED_AS_NEW, null, null), next);
            case HistoryEvent.RunTerminated(_, var reason) ->
                    new Ending(
                            new RunResult(
                                    run, RunStatus.TERMINATED, null, Failure.terminated(reason)),
                            null);
            case HistoryEvent.RunTimedOut() ->
                    new Ending(
                            new RunResult(
                                    run,
                                    RunStatus.TIMED_OUT,
                                    null,
                                    Failure.timeout(
                                            Failure.RUN_TIMEOUT,
                                            "the run was open longer than its timeout allows")),
                            null);
            default -> null;
        };
    }

    private <T> T await(RunKey run, Duration timeout, Function<HistoryEvent, @Nullable T> wanted)
            throws InterruptedException {
        Instant deadline = ports.clock().instant().plus(timeout);
        long after = 0;
        while (true) {
            Duration left = Duration.between(ports.clock().instant(), deadline);
            List<Batch> batches =
                    awaitHistory(run, after, 256, left.isNegative() ? Duration.ZERO : left);
            for (Batch batch : batches) {
                for (HistoryEvent event : batch.events()) {
                    T found = wanted.apply(event);
                    if (found != null) {
                        return found;
                    }
                    if (ending(run, event) != null) {
                        throw new BelayException(
                                ErrorCode.RUN_CLOSED,
                                "run %s closed without an answer".formatted(run));
                    }
                }
                after = batch.number();
            }
            if (batches.isEmpty() && !ports.clock().instant().isBefore(deadline)) {
                throw new BelayException(
                        ErrorCode.INVALID_REQUEST,
                        "run %s did not get there within %s; it goes on, ask again later"
                                .formatted(run, timeout));
            }
        }
    }

    private static BelayException notFound(RunKey run) {
        return new BelayException(
                ErrorCode.RUN_NOT_FOUND,
                "run %s does not exist in workspace '%s'".formatted(run.runId(), run.workspace()));
    }
}
