package dev.belay.local.access;

import dev.belay.api.runs.Answer;
import dev.belay.api.runs.MessageBody;
import dev.belay.api.runs.ReasonBody;
import dev.belay.api.runs.ResumeBody;
import dev.belay.api.runs.ResumePreview;
import dev.belay.api.runs.RunEnd;
import dev.belay.api.runs.RunFilter;
import dev.belay.api.runs.RunPage;
import dev.belay.api.runs.RunService;
import dev.belay.api.runs.RunView;
import dev.belay.api.runs.StartBody;
import dev.belay.api.runs.StartedRun;
import dev.belay.core.model.Payload;
import dev.belay.core.model.Workspace;
import dev.belay.flow.store.FlowStore;
import dev.belay.json.JsonHistories;
import dev.belay.local.flow.FlowRuntime;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Runs of a store that this process has open.
public final class LocalRuns implements Runs {
    private final String workspace;
    private final FlowRuntime runtime;
    private final RunService service;
    private final Runnable close;

    /// @param close what to close with this, in one go
    public LocalRuns(String workspace, FlowRuntime runtime, Runnable close) {
        this.workspace = workspace;
        this.runtime = runtime;
        this.service = new RunService(runtime);
        this.close = close;
    }

    @Override
    public StartedRun start(StartBody body) {
        return service.start(workspace, body);
    }

    @Override
    public RunPage list(RunFilter filter) {
        return service.list(workspace, filter);
    }

    @Override
    public RunPage openRuns(int limit, @Nullable String cursor) {
        return service.openRuns(limit, cursor);
    }

    @Override
    public Runs in(String other) {
        return new LocalRuns(other, runtime, () -> {});
    }

    @Override
    public RunView describe(String run) {
        return service.describe(workspace, run);
    }

    @Override
    public JsonHistories.History history(String run, long after, int limit, Duration wait)
            throws InterruptedException {
        return JsonHistories.read(service.export(workspace, run, after, limit, wait));
    }

    @Override
    public byte[] payload(Payload.Stored payload) {
        return runtime.payloads().store().get(new Workspace(workspace), payload);
    }

    @Override
    public RunEnd result(String run, Duration wait) throws InterruptedException {
        return service.result(workspace, run, wait);
    }

    @Override
    public void signal(String run, MessageBody body) {
        service.signal(workspace, run, body);
    }

    @Override
    public Answer query(String run, MessageBody body) {
        return service.query(workspace, run, body);
    }

    @Override
    public Answer update(String run, MessageBody body) throws InterruptedException {
        return service.update(workspace, run, body);
    }

    @Override
    public void cancel(String run, ReasonBody body) {
        service.cancel(workspace, run, body);
    }

    @Override
    public void terminate(String run, ReasonBody body) {
        service.terminate(workspace, run, body);
    }

    @Override
    public FlowStore flows() {
        return runtime.flows();
    }

    @Override
    public Triggers triggers() {
        return new LocalTriggers(workspace, runtime.hooks());
    }

    @Override
    public void wake(String run) {
        service.wake(workspace, run);
    }

    @Override
    public ResumePreview previewResume(String run, @Nullable Integer step) {
        return service.previewResume(workspace, run, step);
    }

    @Override
    public StartedRun resume(String run, ResumeBody body) {
        return service.resume(workspace, run, body);
    }

    @Override
    public void close() {
        close.run();
    }
}
