package dev.belay.lambda;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.belay.aws.MessageBodies;
import dev.belay.core.engine.DeadLetters;
import dev.belay.core.engine.Orchestrator;
import dev.belay.core.port.TaskQueues;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;

/// Settles the letters of a dead-letter queue, see [DeadLetters]. What cannot be settled stays
/// there.
public final class DeadLetterHandler {
    private static final Logger LOG = System.getLogger(DeadLetterHandler.class.getName());

    private final DeadLetters letters;
    private final MetricLog metrics;

    DeadLetterHandler(Orchestrator orchestrator, TaskQueues queues, MetricLog metrics) {
        this.letters = new DeadLetters(orchestrator, queues);
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
        DeadLetters.Settled settled = letters.settle(MessageBodies.read(envelope.getBody()));
        LOG.log(Level.ERROR, settled.text());
        metrics.count(settled.activity() ? "DeadActivityTasks" : "DeadWorkflowTasks", 1);
    }
}
