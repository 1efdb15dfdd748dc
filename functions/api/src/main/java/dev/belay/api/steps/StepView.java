package dev.belay.api.steps;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One step as one looks at it.
///
/// @param command its number in the history; null for what came from outside
/// @param kind activity, local, timer, child, delivery or received
/// @param task where it is in the definition, of a flow's step; null where that is not known
/// @param attempt the last one
/// @param until when a timer fires, or the next attempt begins
/// @param reason of the last failure
/// @param run of a child
public record StepView(
        @Nullable Integer command,
        String kind,
        String name,
        @Nullable String task,
        StepState state,
        int attempt,
        List<FailedAttempt> failedAttempts,
        Instant startedAt,
        @Nullable Instant closedAt,
        @Nullable Instant until,
        @Nullable String reason,
        @Nullable String run) {

    /// @param retryAt when the next one began; null after the last
    public record FailedAttempt(
            int attempt, Instant at, @Nullable Instant retryAt, String reason) {}

    static StepView of(Step step) {
        return new StepView(
                step.command,
                step.kind,
                step.name,
                step.task,
                step.state,
                step.attempt,
                List.copyOf(step.failedAttempts),
                step.startedAt,
                step.closedAt,
                step.until,
                step.reason,
                step.run);
    }
}
