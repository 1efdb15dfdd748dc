package dev.belay.api.steps;

import dev.belay.core.model.Failure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One thing that a run did or waits for, as far as its history has been folded.
final class Step {
    /// A step with more failed attempts keeps the first and the last of them.
    private static final int ATTEMPTS_KEPT = 40;

    private static final int REASON_CHARS_MAX = 200;

    final @Nullable Integer command;
    final String kind;
    final String name;
    final Instant startedAt;
    final List<Long> batches = new ArrayList<>(2);
    final List<StepView.FailedAttempt> failedAttempts = new ArrayList<>(0);
    StepState state = StepState.RUNNING;
    int attempt = 1;
    @Nullable Instant closedAt;
    @Nullable Instant until;
    @Nullable String reason;
    @Nullable String run;
    @Nullable String task;

    /// @param command null for what came from outside
    Step(@Nullable Integer command, String kind, String name, Instant startedAt, long batch) {
        this.command = command;
        this.kind = kind;
        this.name = name;
        this.startedAt = startedAt;
        batches.add(batch);
    }

    /// What it has in common with others of a loop.
    String group() {
        return kind + ":" + name + (task == null ? "" : "@" + task);
    }

    void seenIn(long batch) {
        if (batches.getLast() != batch) {
            batches.add(batch);
        }
    }

    void attemptFailed(int number, Failure failure, Instant at, @Nullable Instant retryAt) {
        reason = brief(failure);
        if (failedAttempts.size() == ATTEMPTS_KEPT) {
            failedAttempts.remove(ATTEMPTS_KEPT / 2);
        }
        failedAttempts.add(new StepView.FailedAttempt(number, at, retryAt, reason));
    }

    void close(StepState end, Instant at) {
        state = end;
        closedAt = at;
        until = null;
    }

    static String brief(Failure failure) {
        String line = failure.summary().lines().findFirst().orElse(failure.type());
        return line.length() <= REASON_CHARS_MAX
                ? line
                : line.substring(0, REASON_CHARS_MAX - 1) + "…";
    }
}
