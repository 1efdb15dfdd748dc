package dev.belay.api.runs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.belay.api.ApiRuntime;
import dev.belay.api.http.Bodies;
import dev.belay.api.http.Cursors;
import dev.belay.api.masking.Masker;
import dev.belay.api.problem.BelayText;
import dev.belay.api.problem.RefusedException;
import dev.belay.api.words.Waits;
import dev.belay.core.client.RunResult;
import dev.belay.core.client.StartResult;
import dev.belay.core.decider.Payloads;
import dev.belay.core.engine.Watchdog;
import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.history.Batch;
import dev.belay.core.machine.RunState;
import dev.belay.core.message.StartRequest;
import dev.belay.core.message.StartRequest.ConflictPolicy;
import dev.belay.core.message.StartRequest.ReusePolicy;
import dev.belay.core.model.Lane;
import dev.belay.core.model.Payload;
import dev.belay.core.model.RunId;
import dev.belay.core.model.RunKey;
import dev.belay.core.model.WorkflowId;
import dev.belay.core.model.Workspace;
import dev.belay.core.port.Page;
import dev.belay.core.port.RunHead;
import dev.belay.json.JsonHistories;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What the API does, apart from HTTP: names, ids and JSON come in as text, views go out.
///
/// A run is named by its run id or by a workflow id, whose newest run is meant then.
public final class RunService {
    private static final Duration UPDATE_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration UPDATE_TIMEOUT_MAX = Duration.ofMinutes(1);

    /// How many pages of the store one page of a list is looked for in.
    private static final int PAGES_PER_LIST = 20;

    private static final ObjectMapper MAPPER = JsonMapper.builder().build();

    private final ApiRuntime runtime;
    private final FoldedRuns folded = new FoldedRuns();

    public RunService(ApiRuntime runtime) {
        this.runtime = runtime;
    }

    /// @throws BelayException `UNKNOWN_WORKFLOW` before anything is kept; `DUPLICATE_RUN`
    public StartedRun start(String workspaceName, StartBody body) {
        return start(workspaceName, body, null);
    }

    /// @param mark names the run where the body does not, so that a repetition finds it; null makes
    ///   a name that nobody has
    public StartedRun start(String workspaceName, StartBody body, @Nullable String mark) {
        var workspace = new Workspace(workspaceName);
        String workflow = Bodies.require("workflow", body.workflow());
        if (body.workflowId() != null || mark == null) {
            String id = body.workflowId() == null ? newId(workflow) : body.workflowId();
            return start(workspace, workflow, id, body);
        }
        String id = workflow + "-" + mark;
        try {
            return start(workspace, workflow, id, body);
        } catch (BelayException taken) {
            if (taken.code() != ErrorCode.DUPLICATE_RUN) {
                throw taken;
            }
            // The same request before this one, whose answer was lost.
            String run = runtime.client().find(workspace, new WorkflowId(id)).runId().value();
            return new StartedRun(workspaceName, run, id, true);
        }
    }

    private StartedRun start(
            Workspace workspace, String workflow, String workflowId, StartBody body) {
        Lane lane = runtime.workflows().lane(workspace, workflow);
        StartRequest request =
                StartRequest.of(
                                new WorkflowId(workflowId),
                                workflow,
                                body.lane() == null ? lane : new Lane(body.lane()),
                                payload(workspace, "input", body.input()))
                        .withVersion(body.version() == null ? 0 : body.version())
                        .withStartAt(body.startAt())
                        .withTimeout(body.timeout())
                        .withAttributes(orEmpty(body.attributes()))
                        .withMemo(orEmpty(body.memo()))
                        .withTags(body.tags() == null ? Set.of() : body.tags())
                        .withPolicies(
                                body.reuse() == null ? ReusePolicy.ALLOW : body.reuse(),
                                body.conflict() == null ? ConflictPolicy.FAIL : body.conflict());
        StartResult started = runtime.client().start(workspace, request);
        return new StartedRun(
                workspace.name(), started.run().runId().value(), workflowId, started.existing());
    }

    private static String newId(String workflow) {
        return workflow + "-" + UUID.randomUUID().toString().substring(0, 8);
    }

    private static Map<String, String> orEmpty(@Nullable Map<String, String> map) {
        return map == null ? Map.of() : map;
    }

    /// The store knows nothing of some filters: what they leave out makes pages shorter.
    public RunPage list(String workspaceName, RunFilter filter) {
        var workspace = new Workspace(workspaceName);
        String list = "runs %s %s".formatted(workspaceName, filter.fingerprint());
        @Nullable String position = Cursors.read(list, filter.cursor());
        var found = new ArrayList<RunView>();
        for (int pages = 0; pages < PAGES_PER_LIST; pages++) {
            int missing = filter.limit() - found.size();
            Page<RunHead> page = runtime.client().list(filter.query(workspace, missing, position));
            page.items().stream().filter(filter::matches).map(RunView::of).forEach(found::add);
            position = page.cursor();
            // A short page is one that the store itself took too long to fill.
            if (position == null
                    || found.size() >= filter.limit()
                    || page.items().size() < missing) {
                break;
            }
        }
        return new RunPage(found, Cursors.write(list, position));
    }

    /// The open runs of all workspaces, oldest first: for whoever operates them all. Not part of
    /// [RunResource], whose callers are of one workspace.
    public RunPage openRuns(int limit, @Nullable String cursor) {
        Page<RunHead> page = runtime.client().openRuns(limit, Cursors.read("open runs", cursor));
        return new RunPage(
                page.items().stream().map(RunView::of).toList(),
                Cursors.write("open runs", page.cursor()));
    }

    public RunView describe(String workspace, String run) {
        return RunView.of(runtime.client().describe(resolve(workspace, run)));
    }

    /// The run and what it waits for.
    public RunDetails show(String workspace, String run, Masker masker) {
        RunHead head = runtime.client().describe(resolve(workspace, run));
        return folded.look(
                runtime.client(),
                head.run(),
                at ->
                        at.state().exists()
                                ? new RunDetails(
                                        RunView.of(head),
                                        input(at.state(), masker),
                                        Waits.of(at.state(), Instant.now()),
                                        at.state().lastBatch())
                                : new RunDetails(RunView.of(head), null, List.of(), 0));
    }

    /// Null where it is no JSON.
    private @Nullable JsonNode input(RunState state, Masker masker) {
        try {
            return masker.mask(json(state.run().workspace(), state.request().input()));
        } catch (BelayException unreadable) {
            return null;
        }
    }

    /// @param newest whether the newest events come first; then nothing is waited for
    public HistoryPage history(
            String workspace,
            String run,
            boolean newest,
            @Nullable String cursor,
            int limit,
            Duration wait,
            Masker masker)
            throws InterruptedException {
        RunKey key = runtime.client().describe(resolve(workspace, run)).run();
        var histories = new HistoryService(runtime.client(), folded);
        return newest
                ? histories.newestFirst(key, cursor, limit, masker)
                : histories.oldestFirst(key, cursor, limit, wait, masker);
    }

    /// The run's history, or what of it follows batch `after`, in the form that [JsonHistories]
    /// reads.
    ///
    /// @param wait how long to wait for a batch where there is none
    public String export(String workspace, String run, long after, int limit, Duration wait)
            throws InterruptedException {
        RunKey key = resolve(workspace, run);
        List<Batch> batches = runtime.client().awaitHistory(key, after, limit, wait);
        return JsonHistories.write(new JsonHistories.History(key, batches));
    }

    /// Waits for the end of the run.
    ///
    /// @throws BelayException `INVALID_REQUEST` when `wait` passes first
    public RunEnd result(String workspace, String run, Duration wait) throws InterruptedException {
        RunKey key = resolve(workspace, run);
        RunResult result;
        try {
            result = runtime.client().result(key, wait);
        } catch (BelayException late) {
            throw ofTime(late);
        }
        return new RunEnd(
                result.run().runId().value(),
                result.status(),
                result.result() == null ? null : json(key.workspace(), result.result()),
                result.failure() == null ? null : FailureView.of(result.failure()));
    }

    public void signal(String workspace, String run, MessageBody body) {
        String name = Bodies.require("name", body.name());
        var space = new Workspace(workspace);
        Payload content = payload(space, "signal", body.content());
        if (isRunId(run)) {
            runtime.client().signal(resolve(workspace, run), name, content, body.id());
        } else {
            // Reaches also a run that was started a moment ago and has not begun.
            runtime.client().signal(space, new WorkflowId(run), name, content, body.id());
        }
    }

    public Answer query(String workspace, String run, MessageBody body) {
        RunKey key = resolve(workspace, run);
        Payload argument = payload(key.workspace(), "argument", body.content());
        Payload answer =
                runtime.queries().query(key, Bodies.require("name", body.name()), argument);
        return new Answer(json(key.workspace(), answer));
    }

    public Answer update(String workspace, String run, MessageBody body)
            throws InterruptedException {
        RunKey key = resolve(workspace, run);
        Payload argument = payload(key.workspace(), "argument", body.content());
        Duration timeout = body.timeout() == null ? UPDATE_TIMEOUT : body.timeout();
        if (timeout.isNegative() || timeout.compareTo(UPDATE_TIMEOUT_MAX) > 0) {
            throw new BelayException(
                    ErrorCode.INVALID_REQUEST,
                    "timeout is %s, expected up to %s".formatted(timeout, UPDATE_TIMEOUT_MAX));
        }
        Payload answer;
        try {
            String name = Bodies.require("name", body.name());
            answer = runtime.client().update(key, name, argument, body.id(), timeout);
        } catch (BelayException late) {
            throw ofTime(late);
        }
        return new Answer(json(key.workspace(), answer));
    }

    public void cancel(String workspace, String run, ReasonBody body) {
        runtime.client().cancel(resolve(workspace, run), reason(body));
    }

    public void terminate(String workspace, String run, ReasonBody body) {
        runtime.client().terminate(resolve(workspace, run), reason(body));
    }

    public ResumePreview previewResume(String workspace, String run, @Nullable Integer step) {
        return ResumePreview.of(runtime.repair().preview(known(workspace, run), step));
    }

    /// Starts a run that goes on where the closed one failed, or from a step of it.
    public StartedRun resume(String workspace, String run, ResumeBody body) {
        RunHead head = runtime.client().describe(resolve(workspace, run));
        RunKey resumed =
                runtime.repair()
                        .resume(head.run(), body.step(), Boolean.TRUE.equals(body.newest()));
        return new StartedRun(workspace, resumed.runId().value(), head.workflowId().value(), false);
    }

    private RunKey known(String workspace, String run) {
        return runtime.client().describe(resolve(workspace, run)).run();
    }

    /// Gives everything that an open run waits for its wake-up again: for when a message was lost.
    public void wake(String workspace, String run) {
        RunHead head = runtime.client().describe(resolve(workspace, run));
        runtime.queues().send(List.of(Watchdog.wakeUp(head)));
    }

    private RunKey resolve(String workspaceName, String run) {
        var workspace = new Workspace(workspaceName);
        return isRunId(run)
                ? new RunKey(workspace, new RunId(run))
                : runtime.client().find(workspace, new WorkflowId(run));
    }

    private static boolean isRunId(String text) {
        try {
            return new RunId(text).createdAt().isAfter(Instant.EPOCH);
        } catch (BelayException _) {
            return false;
        }
    }

    private static String reason(ReasonBody body) {
        return body.reason() == null ? "no reason was given" : body.reason();
    }

    /// What takes longer than somebody wanted to wait has a status of its own.
    private static BelayException ofTime(BelayException error) {
        return error.code() == ErrorCode.INVALID_REQUEST
                ? RefusedException.late(BelayText.plain(error))
                : error;
    }

    private Payload payload(Workspace workspace, String what, @Nullable JsonNode value) {
        try {
            Payloads payloads = runtime.payloads();
            return value == null
                    ? Payload.NULL
                    : payloads.keep(workspace, what, MAPPER.writeValueAsBytes(value));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private JsonNode json(Workspace workspace, Payload payload) {
        byte[] bytes = runtime.payloads().bytes(workspace, payload);
        try {
            JsonNode node = MAPPER.readTree(bytes);
            return node == null ? NullNode.getInstance() : node;
        } catch (IOException e) {
            throw new BelayException(
                    ErrorCode.UNREADABLE_PAYLOAD,
                    "a payload of %d bytes is not JSON; read it through the code that wrote it"
                            .formatted(bytes.length));
        }
    }
}
