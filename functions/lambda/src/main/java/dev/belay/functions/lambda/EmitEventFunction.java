package dev.belay.functions.lambda;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.belay.functions.support.ActivityRegistry;
import dev.belay.webhook.event.EventDelivery;
import io.quarkus.funqy.Funq;
import jakarta.inject.Singleton;
import java.util.function.Function;

/// Publishes what flows emit inside their workspace: the function of the queues `emit-event`.
@Singleton
public class EmitEventFunction {
    private final Function<SQSEvent, SQSBatchResponse> handler;

    EmitEventFunction(Workers workers, FunctionPorts ports, Hooks hooks) {
        var delivery = new EventDelivery(ports.client(), hooks::events);
        this.handler = workers.handling(ActivityRegistry.of(EventDelivery.EMIT_EVENT, delivery));
    }

    @Funq("emit-event")
    public SQSBatchResponse handle(SQSEvent batch) {
        return handler.apply(batch);
    }
}
