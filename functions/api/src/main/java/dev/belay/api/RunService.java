package dev.belay.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.belay.core.client.RunResult;
import dev.belay.core.client.StartResult;
import dev.belay.core.decider.Payloads;
import dev.belay.core.engine.Watchdog;
import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.history.Batch;
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
    private static final ObjectMapper MAPPER = JsonMapper.builder().build();

    private final ApiRuntime runtime;

    public RunService(ApiRuntime runtime) {
        this.runtime = runtime;
    }

    /// @throws BelayException `UNKNOWN_WORKFLOW` before anything is kept; `DUPLICATE_RUN`
    public StartedRun start(String workspaceName, StartBody body) {
        var workspace = new Workspace(workspaceName);
        String workflow = require("workflow", body.workflow());
        String workflowId = body.workflowId() == null ? newId(workflow) : body.workflowId();
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
                workspaceName, started.run().runId().value(), workflowId, started.existing());
    }

    private static String newId(String workflow) {
        return workflow + "-" + UUID.randomUUID().toString().substring(0, 8);
    }

    private static Map<String, String> orEmpty(@Nullable Map<String, String> map) {
        return map == null ? Map.of() : map;
    }

    public RunPage list(String workspace, RunFilter filter) {
        Page<RunHead> page = runtime.client().list(filter.query(new Workspace(workspace)));
        return new RunPage(page.items().stream().map(RunView::of).toList(), page.cursor());
    }

    /// The open runs of all workspaces, oldest first: for whoever operates them all. Not part of
    /// [RunResource], whose callers are of one workspace.
    public RunPage openRuns(int limit, @Nullable String cursor) {
        Page<RunHead> page = runtime.client().openRuns(limit, cursor);
        return new RunPage(page.items().stream().map(RunView::of).toList(), page.cursor());
    }

    public RunView describe(String workspace, String run) {
        return RunView.of(runtime.client().describe(resolve(workspace, run)));
    }

    /// The run's history, or what of it follows batch `after`, in the form that [JsonHistories]
    /// reads.
    ///
    /// @param wait how long to wait for a batch where there is none
    public String history(String workspace, String run, long after, int limit, Duration wait)
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
        RunResult result = runtime.client().result(key, wait);
        return new RunEnd(
                result.run().runId().value(),
                result.status(),
                result.result() == null ? null : json(key.workspace(), result.result()),
                result.failure() == null ? null : FailureView.of(result.failure()));
    }

    public void signal(String workspace, String run, MessageBody body) {
        String name = require("name", body.name());
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
        Payload answer = runtime.queries().query(key, require("name", body.name()), argument);
        return new Answer(json(key.workspace(), answer));
    }

    public Answer update(String workspace, String run, MessageBody body)
            throws InterruptedException {
        RunKey key = resolve(workspace, run);
        Payload argument = payload(key.workspace(), "argument", body.content());
        Duration timeout = body.timeout() == null ? UPDATE_TIMEOUT : body.timeout();
        Payload answer =
                runtime.client()
                        .update(key, require("name", body.name()), argument, body.id(), timeout);
        return new Answer(json(key.workspace(), answer));
    }

    public void cancel(String workspace, String run, ReasonBody body) {
        runtime.client().cancel(resolve(workspace, run), reason(body));
    }

    public void terminate(String workspace, String run, ReasonBody body) {
        runtime.client().terminate(resolve(workspace, run), reason(body));
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

    private static String require(String name, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw new BelayException(
                    ErrorCode.INVALID_REQUEST, "the request has no '%s'".formatted(name));
        }
        return value;
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
