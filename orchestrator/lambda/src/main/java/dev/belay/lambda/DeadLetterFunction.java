package dev.belay.lambda;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import io.quarkus.funqy.Funq;

/// Settles dead letters: the function of a lane's dead-letter queues.
public class DeadLetterFunction {
    private final DeadLetterHandler handler;

    DeadLetterFunction(DeadLetterHandler handler) {
        this.handler = handler;
    }

    @Funq("dead-letter")
    public SQSBatchResponse handle(SQSEvent batch) {
        return handler.handle(batch);
    }
}
