package dev.belay.core.engine;

import dev.belay.core.error.ErrorCode;
import dev.belay.core.message.ActivityTask;
import dev.belay.core.message.QueueMessage;
import dev.belay.core.message.RunMessage;
import dev.belay.core.model.Failure;
import dev.belay.core.model.Outcome;
import dev.belay.core.model.TaskQueue;
import dev.belay.core.port.TaskQueues;
import dev.belay.core.port.TaskQueues.Outgoing;
import java.util.List;

/// Lets dead letters end in the history, where they can be seen: a workflow task blocks its run, an
/// activity task is a lost attempt.
public final class DeadLetters {
    private final Orchestrator orchestrator;
    private final TaskQueues queues;

    public DeadLetters(Orchestrator orchestrator, TaskQueues queues) {
        this.orchestrator = orchestrator;
        this.queues = queues;
    }

    /// What became of a dead letter.
    ///
    /// @param text one line for a log: the run and what happened, never a payload
    public record Settled(boolean activity, String text) {}

    /// When it returns, the letter may be deleted; when it throws, it must stay where it is.
    public Settled settle(QueueMessage letter) {
        return switch (letter) {
            case ActivityTask task -> lost(task);
            case RunMessage message -> block(message);
        };
    }

    private Settled lost(ActivityTask task) {
        var failure =
                Failure.lost(
                        "attempt %d ended among the dead letters: no host of '%s' could acknowledge its task"
                                .formatted(task.attempt(), task.activity()));
        queues.send(
                List.of(
                        Outgoing.now(
                                TaskQueue.orchestrator(task.lane()),
                                new RunMessage.ActivityReported(
                                        task.run(),
                                        task.activityId(),
                                        task.attempt(),
                                        new Outcome.Failed(failure)))));
        return new Settled(
                true,
                "run %s activity %d (%s): %s"
                        .formatted(task.run(), task.activityId(), task.activity(), failure));
    }

    /// The message itself goes into the history of the blocked run, which holds it until a build
    /// comes that can continue. A run that never began is not there to be blocked: its start is
    /// tried once more, and stays where it is if that fails too.
    private Settled block(RunMessage message) {
        String kind = message.getClass().getSimpleName();
        boolean blocked =
                orchestrator.block(
                        message.run(),
                        ErrorCode.DECIDER_FAILED,
                        "its %s message failed until it was a dead letter; the orchestrator's log says why"
                                .formatted(kind));
        orchestrator.advance(message.run(), List.of(message));
        return new Settled(
                false,
                "run %s: dead %s, %s"
                        .formatted(
                                message.run(),
                                kind,
                                blocked ? "the run is blocked" : "there is no such open run"));
    }
}
