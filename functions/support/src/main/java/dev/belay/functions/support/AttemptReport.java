package dev.belay.functions.support;

import dev.belay.core.message.ActivityTask;
import dev.belay.core.message.RunMessage.ActivityReported;
import dev.belay.core.model.Outcome;

/// How an attempt ended, as its run was told.
///
/// @param performed false when the activity's code did not run: the attempt was lost before, came
///   too late, or nobody knows the activity
public record AttemptReport(ActivityTask task, Outcome outcome, boolean performed) {
    ActivityReported message() {
        return new ActivityReported(task.run(), task.activityId(), task.attempt(), outcome);
    }
}
