package dev.belay.lambda;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import io.quarkus.funqy.Funq;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.InstantSource;

/// Advances runs: the function of a lane's orchestrator queue.
@RegisterForReflection(
        targets = {
            SQSEvent.class,
            SQSEvent.SQSMessage.class,
            SQSEvent.MessageAttribute.class,
            SQSBatchResponse.class,
            SQSBatchResponse.BatchItemFailure.class
        })
public class OrchestratorFunction {
    private final WorkflowTaskHandler handler;
    private final BelaySettings settings;
    private final InstantSource clock;

    OrchestratorFunction(WorkflowTaskHandler handler, BelaySettings settings, InstantSource clock) {
        this.handler = handler;
        this.settings = settings;
        this.clock = clock;
    }

    @Funq("orchestrator")
    public SQSBatchResponse handle(SQSEvent batch) {
        return handler.handle(batch, clock.instant().plus(settings.functionTimeout()));
    }
}
