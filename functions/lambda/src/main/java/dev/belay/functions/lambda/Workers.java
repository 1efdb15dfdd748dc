package dev.belay.functions.lambda;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.belay.functions.support.ActivityRegistry;
import dev.belay.functions.support.ActivityWorker;
import dev.belay.functions.support.AttemptRunner;
import dev.belay.functions.support.SqsActivityHandler;
import jakarta.inject.Singleton;
import java.util.function.Function;

/// Makes handlers for batches of activity tasks.
@Singleton
public final class Workers {
    private final FunctionSettings settings;
    private final FunctionPorts ports;

    Workers(FunctionSettings settings, FunctionPorts ports) {
        this.settings = settings;
        this.ports = ports;
    }

    /// A batch in, the messages to deliver again out.
    Function<SQSEvent, SQSBatchResponse> handling(ActivityRegistry activities) {
        var worker =
                new ActivityWorker(
                        activities,
                        ports.codec(),
                        ports.ports().payloads(),
                        ports.ports().attempts(),
                        ports.ports().queues(),
                        ports.clock(),
                        AttemptRunner.onVirtualThreads());
        var hold = new QueueHold(ports.ports().consumer(), settings.queuePrefix(), settings.lane());
        var handler = new SqsActivityHandler(worker, hold);
        return batch ->
                handler.handle(batch, ports.clock().instant().plus(settings.functionTimeout()));
    }
}
