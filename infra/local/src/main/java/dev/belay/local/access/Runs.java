package dev.belay.local.access;

import dev.belay.api.runs.Answer;
import dev.belay.api.runs.MessageBody;
import dev.belay.api.runs.ReasonBody;
import dev.belay.api.runs.ResumeBody;
import dev.belay.api.runs.ResumePreview;
import dev.belay.api.runs.RunEnd;
import dev.belay.api.runs.RunFilter;
import dev.belay.api.runs.RunPage;
import dev.belay.api.runs.RunView;
import dev.belay.api.runs.StartBody;
import dev.belay.api.runs.StartedRun;
import dev.belay.core.model.Payload;
import dev.belay.flow.store.FlowStore;
import dev.belay.json.JsonHistories;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The runs of one workspace, wherever they are. `run` is a run id, or a workflow id whose newest
/// run is meant.
public interface Runs extends AutoCloseable {
    StartedRun start(StartBody body);

    RunPage list(RunFilter filter);

    /// The open runs of all workspaces, oldest first.
    ///
    /// @param cursor where the page before this one ended; null for the first
    RunPage openRuns(int limit, @Nullable String cursor);

    /// The runs of another workspace in the same place, for as long as these are open.
    Runs in(String workspace);

    RunView describe(String run);

    /// At most `limit` batches above `after`; waits up to `wait` where there are none yet.
    JsonHistories.History history(String run, long after, int limit, Duration wait)
            throws InterruptedException;

    /// The bytes of a payload that is stored apart from the history.
    byte[] payload(Payload.Stored payload);

    /// @throws dev.belay.core.error.BelayException `INVALID_REQUEST` when `wait` passes first
    RunEnd result(String run, Duration wait) throws InterruptedException;

    void signal(String run, MessageBody body);

    Answer query(String run, MessageBody body);

    Answer update(String run, MessageBody body) throws InterruptedException;

    void cancel(String run, ReasonBody body);

    void terminate(String run, ReasonBody body);

    void wake(String run);

    /// What [#resume] would do; changes nothing.
    ///
    /// @param step null is where the run failed
    ResumePreview previewResume(String run, @Nullable Integer step);

    /// Starts a run that takes over the history of a closed one.
    StartedRun resume(String run, ResumeBody body);

    /// What is published in the same place.
    FlowStore flows();

    /// What starts runs from outside, in the same place.
    Triggers triggers();

    @Override
    void close();
}
