package dev.belay.lambda;

import dev.belay.core.client.ClientPorts;
import dev.belay.core.client.Ids;
import dev.belay.core.client.RunClient;
import dev.belay.core.client.StartResult;
import dev.belay.core.decider.Payloads;
import dev.belay.core.engine.EngineOptions;
import dev.belay.core.engine.EnginePorts;
import dev.belay.core.engine.Orchestrator;
import dev.belay.core.engine.RunLoader;
import dev.belay.core.history.Batch;
import dev.belay.core.history.HistoryEvent;
import dev.belay.core.message.QueueMessage;
import dev.belay.core.message.RunMessage;
import dev.belay.core.message.StartRequest;
import dev.belay.core.model.Lane;
import dev.belay.core.model.Payload;
import dev.belay.core.model.RunKey;
import dev.belay.core.model.TaskQueue;
import dev.belay.core.model.WorkflowId;
import dev.belay.core.model.Workspace;
import dev.belay.core.port.QueueConsumer.Delivery;
import dev.belay.core.replay.WorkflowRegistry;
import dev.belay.json.JacksonPayloadCodec;
import dev.belay.memory.InMemoryPorts;
import dev.belay.memory.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// The engine in memory, on a time that stands still.
final class Engine {
    static final String BUILD = "build-1";

    final VirtualClock clock = new VirtualClock(Instant.parse("2026-11-22T12:00:00Z"));
    final InMemoryPorts ports = InMemoryPorts.on(clock);
    final List<String> metrics = new ArrayList<>();
    final MetricLog metricLog = new MetricLog(Lane.SYSTEM, clock, metrics::add);
    private final Ids ids = new Ids(clock, new Random(1));

    Orchestrator orchestrator(String build) {
        var payloads = new Payloads(new JacksonPayloadCodec(), ports.payloads());
        return new Orchestrator(
                enginePorts(),
                new WorkflowRegistry(new Shop().workflows(), payloads),
                EngineOptions.of(build));
    }

    EnginePorts enginePorts() {
        return new EnginePorts(
                ports.history(),
                ports.index(),
                ports.inbox(),
                ports.queues(),
                ports.timers(),
                ports.attempts(),
                clock);
    }

    RunKey newRun() {
        return new RunKey(Workspace.DEFAULT, ids.newRunId());
    }

    /// Starts an order, and advances it to its first activity.
    RunKey startedOrder() {
        var client =
                new RunClient(
                        new ClientPorts(
                                ports.history(),
                                ports.index(),
                                ports.inbox(),
                                ports.queues(),
                                ports.history(),
                                clock,
                                () -> {}),
                        ids);
        StartResult started = client.start(Workspace.DEFAULT, order());
        advance(orchestrator(BUILD), receive(Shop.ORCHESTRATOR));
        return started.run();
    }

    static StartRequest order() {
        return StartRequest.of(
                new WorkflowId("order-42"),
                Shop.ORDER.name(),
                Lane.SYSTEM,
                Payload.Inline.of("\"order-42\""));
    }

    void advance(Orchestrator orchestrator, List<QueueMessage> messages) {
        for (QueueMessage message : messages) {
            orchestrator.advance(message.run(), List.of((RunMessage) message));
        }
    }

    /// Everything that can be received now, acknowledged.
    List<QueueMessage> receive(TaskQueue queue) {
        List<Delivery> deliveries =
                ports.queues().receive(queue, 10, Duration.ZERO, Duration.ofSeconds(30));
        ports.queues().acknowledge(deliveries);
        return deliveries.stream().map(Delivery::message).toList();
    }

    List<HistoryEvent> history(RunKey run) {
        var payloads = new Payloads(new JacksonPayloadCodec(), ports.payloads());
        var loader =
                new RunLoader(
                        ports.history(),
                        new WorkflowRegistry(new Shop().workflows(), payloads),
                        BUILD);
        return loader.read(run).stream().map(Batch::events).flatMap(List::stream).toList();
    }
}
