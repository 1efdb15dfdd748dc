package dev.belay.cdk;

import java.nio.file.Path;
import java.util.Map;
import software.constructs.Construct;

/// A function that performs activities: it takes them from a queue of its own, and may tell nobody
/// but the orchestrator of its lane.
public final class ActivityFunction extends Construct {
    private final TaskQueue queue;
    private final BelayFunction function;

    ActivityFunction(
            Lane lane,
            String name,
            String export,
            Path artifact,
            int timeout,
            Map<String, String> variables) {
        super(lane, name);
        BelayEngine engine = lane.engine();
        queue = lane.queue(this, name, timeout);
        function =
                new BelayFunction(
                        this,
                        "Activity",
                        new BelayFunction.Spec(
                                export,
                                "Performs the activities of %s in the lane %s"
                                        .formatted(name, lane.name()),
                                lane.name(),
                                artifact,
                                timeout,
                                engine.options().activityMemory(),
                                0,
                                variables,
                                true),
                        engine);
        Storage storage = engine.storage();
        function.allow(Permissions.BEGIN, storage.table().getTableArn());
        function.allow(Permissions.SEND, lane.orchestratorQueue().queue().getQueueArn());
        function.allow(Permissions.READ_OBJECTS, storage.objects("payloads"));
        function.allow(Permissions.WRITE_OBJECTS, storage.objects("payloads"));
        function.allow(Permissions.LIST_OBJECTS, storage.bucket().getBucketArn());
        function.consume("Source", queue.queue(), 1, lane.options());
    }

    public TaskQueue queue() {
        return queue;
    }

    /// To let it do what its activities do.
    public BelayFunction function() {
        return function;
    }
}
