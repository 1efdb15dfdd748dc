package dev.belay.core.message;

import dev.belay.core.activity.ActivityOptions;
import dev.belay.core.model.Lane;
import dev.belay.core.model.Payload;
import dev.belay.core.model.RunKey;
import java.time.Instant;

/// Asks a worker for one attempt of an activity.
///
/// @param lane of the run: where the outcome is reported
/// @param scheduledAt when this attempt was asked for (its pause included)
public record ActivityTask(
        RunKey run,
        Lane lane,
        String activity,
        int activityId,
        int attempt,
        Payload input,
        ActivityOptions options,
        Instant scheduledAt)
        implements QueueMessage {
    /// The same for all attempts; differs between activities and runs.
    public String idempotencyKey() {
        return run.runId().value() + "-" + activityId;
    }
}
