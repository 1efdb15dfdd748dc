package dev.belay.schedule;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a schedule can be asked: the arguments of its updates, and their answer.
public final class ScheduleRequests {
    private ScheduleRequests() {}

    public record Pause(@Nullable String reason) {}

    public record Resume(@Nullable String note) {}

    /// @param overlap instead of the schedule's own
    public record Trigger(@Nullable Overlap overlap) {}

    /// Starts runs for what was due from `from` to `to`, both included.
    ///
    /// @param overlap null is [Overlap#BUFFER_ALL]: one after the other
    public record Backfill(Instant from, Instant to, @Nullable Overlap overlap) {}

    /// @param ifVersion refuse unless the definition still has this version; null is any
    public record Change(ScheduleDefinition definition, @Nullable Long ifVersion) {}

    public record Delete(@Nullable String reason) {}

    /// @param runs how many runs it leads to, those that wait included
    /// @param workflowId of the run that was started; null where none was, or several
    public record Answer(
            long version, boolean paused, int runs, @Nullable String workflowId, String text) {}
}
