package dev.belay.schedule;

import dev.belay.core.client.QueryService;
import dev.belay.core.client.RunClient;
import dev.belay.core.decider.Payloads;
import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.message.StartRequest;
import dev.belay.core.model.Payload;
import dev.belay.core.model.RunKey;
import dev.belay.core.model.RunStatus;
import dev.belay.core.model.WorkflowId;
import dev.belay.core.model.Workspace;
import dev.belay.core.port.Page;
import dev.belay.core.port.RunHead;
import dev.belay.core.port.RunQuery;
import dev.belay.core.workflow.UpdateType;
import dev.belay.schedule.ScheduleRequests.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Makes, looks at and steers the schedules of one workspace.
public final class ScheduleClient {
    /// Attributes of a schedule's run, by which lists can be filtered.
    public static final String ID = "schedule";

    public static final String TARGET = "target";
    public static final String PAUSED = "paused";

    private static final Set<RunStatus> OPEN =
            Set.of(RunStatus.SCHEDULED, RunStatus.RUNNING, RunStatus.BLOCKED);

    private final RunClient runs;
    private final QueryService queries;
    private final Payloads payloads;
    private final Workspace workspace;
    private final Duration patience;

    /// @param patience how long to wait for an answer
    public ScheduleClient(
            RunClient runs,
            QueryService queries,
            Payloads payloads,
            Workspace workspace,
            Duration patience) {
        this.runs = runs;
        this.queries = queries;
        this.payloads = payloads;
        this.workspace = workspace;
        this.patience = patience;
    }

    /// @param status of the schedule's own run: blocked where the code at hand cannot continue it
    public record Summary(
            String id, String target, boolean paused, RunStatus status, Instant since) {}

    /// The workflow id of a schedule's own run.
    public static WorkflowId workflowId(String id) {
        Timetables.checkId(id);
        return new WorkflowId("schedule-" + id);
    }

    /// What starts the schedule's own run, for whoever starts it in another way.
    public static Map<String, String> attributes(
            String id, ScheduleDefinition definition, boolean paused) {
        return Map.of(
                ID, id, TARGET, definition.target().workflow(), PAUSED, Boolean.toString(paused));
    }

    /// Makes a schedule. What is due from now on is started.
    ///
    /// @throws BelayException `INVALID_REQUEST` with the field, its value and what to write;
    ///   `DUPLICATE_RUN` when there is a schedule of this id
    public RunKey create(String id, ScheduleDefinition definition, boolean paused) {
        Timetables.check(definition);
        Payload input =
                payloads.write(
                        workspace, "schedule " + id, ScheduleState.fresh(id, definition, paused));
        StartRequest request =
                StartRequest.of(
                                workflowId(id),
                                ScheduleWorkflow.TYPE.name(),
                                ScheduleWorkflow.TYPE.lane(),
                                input)
                        .withAttributes(attributes(id, definition, paused));
        return runs.start(workspace, request).run();
    }

    /// @throws BelayException `RUN_NOT_FOUND`
    public ScheduleDescription describe(String id) {
        Payload answer = queries.query(find(id), ScheduleWorkflow.STATE.name(), Payload.NULL);
        return read(answer, ScheduleDescription.class);
    }

    /// The schedules that are not over, newest history first.
    public Page<Summary> list(int limit, @Nullable String cursor) {
        Page<RunHead> page =
                runs.list(
                        RunQuery.all(workspace, limit)
                                .withWorkflow(ScheduleWorkflow.TYPE.name())
                                .withStatuses(OPEN)
                                .after(cursor));
        return new Page<>(
                page.items().stream().map(ScheduleClient::summary).toList(), page.cursor());
    }

    private static Summary summary(RunHead head) {
        return new Summary(
                head.attributes().getOrDefault(ID, head.workflowId().value()),
                head.attributes().getOrDefault(TARGET, ""),
                Boolean.parseBoolean(head.attributes().get(PAUSED)),
                head.status(),
                head.startedAt());
    }

    public Answer pause(String id, @Nullable String reason) throws InterruptedException {
        return ask(id, ScheduleWorkflow.PAUSE, new ScheduleRequests.Pause(reason), null);
    }

    public Answer resume(String id, @Nullable String note) throws InterruptedException {
        return ask(id, ScheduleWorkflow.RESUME, new ScheduleRequests.Resume(note), null);
    }

    /// Starts a run now, as the overlap policy allows.
    ///
    /// @param overlap instead of the schedule's own; null is that
    public Answer trigger(String id, @Nullable Overlap overlap) throws InterruptedException {
        return ask(id, ScheduleWorkflow.TRIGGER, new ScheduleRequests.Trigger(overlap), null);
    }

    /// Starts runs for what was due from `from` to `to`, whatever became of it then.
    ///
    /// @param overlap null is one after the other
    public Answer backfill(String id, Instant from, Instant to, @Nullable Overlap overlap)
            throws InterruptedException {
        return ask(
                id,
                ScheduleWorkflow.BACKFILL,
                new ScheduleRequests.Backfill(from, to, overlap),
                null);
    }

    /// Replaces the definition.
    ///
    /// @param ifVersion refuse when it has another version by now; null is any
    public Answer update(String id, ScheduleDefinition definition, @Nullable Long ifVersion)
            throws InterruptedException {
        Timetables.check(definition);
        return ask(
                id,
                ScheduleWorkflow.CHANGE,
                new ScheduleRequests.Change(definition, ifVersion),
                null);
    }

    /// Ends the schedule. Its open runs go on.
    public Answer delete(String id, @Nullable String reason) throws InterruptedException {
        return ask(id, ScheduleWorkflow.DELETE, new ScheduleRequests.Delete(reason), null);
    }

    /// Asks a schedule anything. The same request id again is done once, and answered the same.
    ///
    /// @throws BelayException `UPDATE_REJECTED` with the reason; `RUN_NOT_FOUND`, `RUN_CLOSED`;
    ///   `INVALID_REQUEST` when no answer came in time
    public <A> Answer ask(
            String id, UpdateType<A, Answer> type, A request, @Nullable String requestId)
            throws InterruptedException {
        Payload argument = payloads.write(workspace, type.name() + " of schedule", request);
        Payload answer = runs.update(find(id), type.name(), argument, requestId, patience);
        return read(answer, Answer.class);
    }

    private RunKey find(String id) {
        return runs.find(workspace, workflowId(id));
    }

    private <T> T read(Payload payload, Class<T> type) {
        T value = payloads.read(workspace, payload, type);
        if (value == null) {
            throw new BelayException(
                    ErrorCode.UNREADABLE_PAYLOAD,
                    "a schedule answered nothing where a %s was expected"
                            .formatted(type.getSimpleName()));
        }
        return value;
    }
}
