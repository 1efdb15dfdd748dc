package dev.belay.local.host;

import dev.belay.core.engine.EnginePorts;
import dev.belay.core.engine.Orchestrator;
import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.message.RunMessage;
import dev.belay.core.message.StartRequest;
import dev.belay.core.model.Limits;
import dev.belay.core.model.RunKey;
import dev.belay.core.model.RunStatus;
import dev.belay.core.model.TaskQueue;
import dev.belay.core.port.QueueConsumer;
import dev.belay.core.port.QueueConsumer.Delivery;
import dev.belay.core.port.RunHead;
import dev.belay.core.port.TaskQueues.Outgoing;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Advances a run by received messages, then acknowledges them; lets them come again where that
/// failed, and blocks the run where it keeps failing.
final class RunAdvancer {
    private static final Logger LOG = System.getLogger(RunAdvancer.class.getName());

    private final Orchestrator engine;
    private final EnginePorts ports;
    private final QueueConsumer consumer;
    private final Redelivery redelivery;

    RunAdvancer(
            Orchestrator engine, EnginePorts ports, QueueConsumer consumer, Redelivery redelivery) {
        this.engine = engine;
        this.ports = ports;
        this.consumer = consumer;
        this.redelivery = redelivery;
    }

    /// Never throws: what could not be handled comes again, at the latest when its visibility ends.
    void advance(RunKey run, List<Delivery> deliveries) {
        try {
            tryToAdvance(run, deliveries);
        } catch (RuntimeException | StackOverflowError failed) {
            LOG.log(
                    Level.WARNING,
                    "run {0}: {1} messages come again: {2}",
                    run,
                    deliveries.size(),
                    failed.toString());
        }
    }

    private void tryToAdvance(RunKey run, List<Delivery> deliveries) {
        try {
            engine.advance(run, messages(deliveries));
        } catch (RuntimeException | StackOverflowError failed) {
            failed(run, deliveries, failed);
            return;
        }
        consumer.acknowledge(deliveries);
    }

    private static List<RunMessage> messages(List<Delivery> deliveries) {
        return deliveries.stream().map(delivery -> (RunMessage) delivery.message()).toList();
    }

    private void failed(RunKey run, List<Delivery> deliveries, Throwable failed) {
        boolean outage = failed instanceof BelayException belay && belay.code().isOutage();
        boolean contended =
                failed instanceof BelayException belay && belay.code() == ErrorCode.CONTENDED;
        if (!contended) {
            LOG.log(Level.WARNING, "run {0} could not be advanced: {1}", run, failed.toString());
        }
        for (Delivery delivery : deliveries) {
            int count = delivery.receiveCount();
            if (!redelivery.isFinal(count)) {
                consumer.release(delivery, redelivery.pauseAfter(count));
            } else if (outage) {
                // No message is to blame for a store that does not answer: begin to count anew.
                sendAgain(delivery);
            } else {
                giveUp(run, delivery, failed);
            }
        }
    }

    private void sendAgain(Delivery delivery) {
        ports.queues()
                .send(
                        List.of(
                                new Outgoing(
                                        delivery.queue(),
                                        delivery.message(),
                                        redelivery.pauseMax())));
        consumer.acknowledge(List.of(delivery));
    }

    private void giveUp(RunKey run, Delivery delivery, Throwable failed) {
        String why =
                "a message (%s) failed %d times, the last time with: %s"
                        .formatted(
                                delivery.message().getClass().getSimpleName(),
                                delivery.receiveCount(),
                                failed.getMessage() == null ? failed : failed.getMessage());
        ErrorCode code =
                failed instanceof BelayException belay ? belay.code() : ErrorCode.DECIDER_FAILED;
        LOG.log(Level.ERROR, "run {0} is blocked: {1}", run, why);
        boolean blocked = engine.block(run, code, why);
        if (!blocked && delivery.message() instanceof RunMessage.Start start) {
            tryLater(start, "[%s] %s".formatted(code.code(), why));
        }
        consumer.acknowledge(List.of(delivery));
    }

    /// A run that cannot even begin has no history to be blocked in: its start goes on being tried,
    /// and lists show why.
    private void tryLater(RunMessage.Start start, String reason) {
        if (ports.histories().read(start.run(), 0, 1).isEmpty()) {
            ports.queues()
                    .send(
                            List.of(
                                    new Outgoing(
                                            TaskQueue.orchestrator(start.request().lane()),
                                            start,
                                            Limits.BLOCKED_RECHECK)));
            ports.index().save(head(start.run(), start.request(), reason));
        }
    }

    private RunHead head(RunKey run, StartRequest request, String reason) {
        @Nullable RunKey parent = request.parent() == null ? null : request.parent().run();
        return new RunHead(
                run,
                request.workflowId(),
                request.workflow(),
                request.version(),
                request.lane(),
                RunStatus.BLOCKED,
                run.runId().createdAt(),
                null,
                0,
                reason,
                request.attributes(),
                request.memo(),
                request.tags(),
                parent,
                null);
    }
}
