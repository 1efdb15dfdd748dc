package dev.belay.lambda;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.belay.aws.MessageBodies;
import dev.belay.core.engine.Orchestrator;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.message.ActivityTask;
import dev.belay.core.message.RunMessage;
import dev.belay.core.model.Failure;
import dev.belay.core.model.Outcome;
import dev.belay.core.model.TaskQueue;
import dev.belay.core.port.TaskQueues;
import dev.belay.core.port.TaskQueues.Outgoing;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;

/// Lets dead letters end in the history, where they can be seen: a workflow task blocks its run, an
/// activity task is a lost attempt. What cannot end there stays in the dead-letter queue.
public final class DeadLetterHandler {
    private static final Logger LOG = System.getLogger(DeadLetterHandler.class.getName());

    private final Orchestrator orchestrator;
    private final TaskQueues queues;
    private final MetricLog metrics;

    DeadLetterHandler(Orchestrator orchestrator, TaskQueues queues, MetricLog metrics) {
        this.orchestrator = orchestrator;
        this.queues = queues;
        this.metrics = metrics;
    }

    public SQSBatchResponse handle(SQSEvent batch) {
        var kept = new ArrayList<BatchItemFailure>();
        for (SQSMessage envelope : Envelopes.of(batch)) {
            try {
                settle(envelope);
            } catch (RuntimeException e) {
                LOG.log(
                        Level.ERROR,
                        "dead letter %s stays in %s: %s"
                                .formatted(
                                        envelope.getMessageId(), envelope.getEventSourceArn(), e));
                metrics.count("DeadLettersKept", 1);
                kept.add(new BatchItemFailure(envelope.getMessageId()));
            }
        }
        return new SQSBatchResponse(kept);
    }

    private void settle(SQSMessage envelope) {
        switch (MessageBodies.read(envelope.getBody())) {
            case ActivityTask task -> {
                lost(task);
                metrics.count("DeadActivityTasks", 1);
            }
            case RunMessage message -> {
                block(message);
                metrics.count("DeadWorkflowTasks", 1);
            }
        }
    }

    private void lost(ActivityTask task) {
        var failure =
                Failure.lost(
                        "attempt %d ended among the dead letters: no host of '%s' could acknowledge its task"
                                .formatted(task.attempt(), task.activity()));
        LOG.log(
                Level.ERROR,
                "run %s activity %d (%s): %s"
                        .formatted(task.run(), task.activityId(), task.activity(), failure));
        queues.send(
                List.of(
                        Outgoing.now(
                                TaskQueue.orchestrator(task.lane()),
                                new RunMessage.ActivityReported(
                                        task.run(),
                                        task.activityId(),
                                        task.attempt(),
                                        new Outcome.Failed(failure)))));
    }

    /// The message itself goes into the history of the blocked run, which holds it until a build
    /// comes that can continue. A run that never began is not there to be blocked: its start is
    /// tried once more, and stays here if that fails too.
    private void block(RunMessage message) {
        String kind = message.getClass().getSimpleName();
        boolean blocked =
                orchestrator.block(
                        message.run(),
                        ErrorCode.DECIDER_FAILED,
                        "its %s message failed until it was a dead letter; the orchestrator's log says why"
                                .formatted(kind));
        LOG.log(
                Level.ERROR,
                "run %s: dead %s, %s"
                        .formatted(
                                message.run(),
                                kind,
                                blocked ? "the run is blocked" : "there is no such open run"));
        orchestrator.advance(message.run(), List.of(message));
    }
}
