package dev.belay.core.port;

import dev.belay.core.model.Payload;
import dev.belay.core.model.RunKey;
import java.util.Optional;

/// What running attempts leave behind: start markers, heartbeats, requests to stop.
public interface AttemptStore {
    /// Marks the attempt as begun, durably.
    ///
    /// @return false when it was begun before: by a worker that is lost, or by a duplicate
    boolean begin(RunKey run, int activityId, int attempt);

    /// Keeps the newest details of the activity.
    ///
    /// @return true when the workflow asked to cancel the activity
    boolean heartbeat(RunKey run, int activityId, int attempt, Payload details);

    Optional<Payload> lastHeartbeat(RunKey run, int activityId);

    void requestCancel(RunKey run, int activityId);
}
