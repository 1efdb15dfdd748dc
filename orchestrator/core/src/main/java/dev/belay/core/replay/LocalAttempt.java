package dev.belay.core.replay;

import dev.belay.core.activity.Activity;
import dev.belay.core.activity.ActivityAttempt;
import dev.belay.core.activity.ActivityException;
import dev.belay.core.model.Failure;
import dev.belay.core.model.FailureKind;
import dev.belay.core.model.Limits;
import dev.belay.core.model.Outcome;
import dev.belay.core.model.RunKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// One attempt of a local activity: runs inside the decision, on the workflow's own thread.
record LocalAttempt(
        RunKey run, String activity, int number, String idempotencyKey, Instant deadline)
        implements ActivityAttempt {
    static <I, O> Outcome run(
            CodeContext context,
            String name,
            int number,
            String idempotencyKey,
            I input,
            Activity<I, O> code) {
        var attempt =
                new LocalAttempt(
                        context.run(),
                        name,
                        number,
                        idempotencyKey,
                        context.now().plus(Limits.DECISION_MAX));
        try {
            O result = code.perform(input, attempt);
            return new Outcome.Completed(context.write("result of local activity " + name, result));
        } catch (ActivityException failed) {
            return new Outcome.Failed(
                    new Failure(
                            FailureKind.APPLICATION,
                            failed.type(),
                            String.valueOf(failed.getMessage()),
                            failed.retryable(),
                            failed.retryAfter(),
                            null,
                            null));
        } catch (Exception failed) {
            Failure failure = CodeDecider.failureOf(failed);
            return new Outcome.Failed(
                    new Failure(
                            failure.kind(),
                            failure.type(),
                            failure.message(),
                            true,
                            null,
                            failure.detail(),
                            null));
        }
    }

    /// A local attempt ends before anybody could miss it.
    @Override
    public void heartbeat(Object details) {}

    @Override
    public <T> Optional<T> lastHeartbeat(Class<T> type) {
        return Optional.empty();
    }

    @Override
    public Duration remaining() {
        return Limits.DECISION_MAX;
    }
}
