package dev.belay.local.host;

import dev.belay.core.message.ActivityTask;
import dev.belay.core.message.RunMessage.ActivityReported;
import dev.belay.core.model.Failure;
import dev.belay.core.model.Outcome;
import dev.belay.core.model.TaskQueue;
import dev.belay.core.port.QueueConsumer;
import dev.belay.core.port.QueueConsumer.Delivery;
import dev.belay.core.port.TaskQueues;
import dev.belay.core.port.TaskQueues.Outgoing;
import dev.belay.functions.support.ActivityWorker;
import dev.belay.functions.support.AttemptHost;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Performs the attempt that a received task asks for, then acknowledges the task.
final class AttemptHandler {
    private static final Logger LOG = System.getLogger(AttemptHandler.class.getName());

    /// What is left to report in, after an attempt was given up.
    private static final Duration REPORTING = Duration.ofSeconds(10);

    private final ActivityWorker worker;
    private final QueueConsumer consumer;
    private final TaskQueues queues;
    private final Redelivery redelivery;
    private final Faults faults;

    AttemptHandler(
            ActivityWorker worker,
            QueueConsumer consumer,
            TaskQueues queues,
            Redelivery redelivery,
            Faults faults) {
        this.worker = worker;
        this.consumer = consumer;
        this.queues = queues;
        this.redelivery = redelivery;
        this.faults = faults;
    }

    /// Never throws.
    ///
    /// @param hidden how long the task stays hidden from other workers, from now
    void handle(Delivery delivery, Duration hidden) {
        try {
            perform(delivery, (ActivityTask) delivery.message(), hidden);
        } catch (RuntimeException failed) {
            LOG.log(
                    Level.WARNING,
                    "an attempt of {0} could not be reported and comes again: {1}",
                    delivery.message().run(),
                    failed.toString());
            release(delivery);
        } catch (InterruptedException _) {
            release(delivery);
        }
    }

    private void release(Delivery delivery) {
        try {
            consumer.release(delivery, redelivery.pauseAfter(delivery.receiveCount()));
        } catch (RuntimeException failed) {
            LOG.log(Level.DEBUG, "the task comes again when its visibility ends", failed);
        }
    }

    private void perform(Delivery delivery, ActivityTask task, Duration hidden)
            throws InterruptedException {
        Duration needed = task.options().startToClose().plus(REPORTING);
        if (needed.compareTo(hidden) > 0) {
            consumer.extend(delivery, needed);
        }
        Fault fault = faults.of(task.activity());
        if (fault != null && isStruck(delivery, task, fault)) {
            return;
        }
        var host = new AttemptHost(Instant.MAX, hold -> consumer.extend(delivery, hold));
        worker.handle(task, delivery.receiveCount(), host);
        consumer.acknowledge(List.of(delivery));
    }

    /// @return true when the fault took the place of the attempt
    private boolean isStruck(Delivery delivery, ActivityTask task, Fault fault)
            throws InterruptedException {
        return switch (fault) {
            case Fault.Fail(int attempts) -> {
                boolean fails = task.attempt() <= attempts;
                if (fails) {
                    report(
                            delivery,
                            task,
                            Failure.application(
                                    "injected-fault",
                                    "attempt %d failed because a fault was asked for"
                                            .formatted(task.attempt()),
                                    true));
                }
                yield fails;
            }
            case Fault.Lose() -> {
                // As when a host dies: nobody reports, and the task comes again.
                boolean dies = delivery.receiveCount() == 1;
                if (dies) {
                    consumer.release(delivery, Duration.ZERO);
                }
                yield dies;
            }
            case Fault.Slow(var delay) -> isTooSlow(delivery, task, delay);
        };
    }

    private boolean isTooSlow(Delivery delivery, ActivityTask task, Duration delay)
            throws InterruptedException {
        Duration limit = task.options().startToClose();
        if (delay.compareTo(limit) < 0) {
            Thread.sleep(delay);
            return false;
        }
        Thread.sleep(limit);
        report(
                delivery,
                task,
                Failure.timeout(
                        Failure.START_TO_CLOSE,
                        "attempt %d did not end within startToClose %s because a fault was asked for"
                                .formatted(task.attempt(), limit)));
        return true;
    }

    private void report(Delivery delivery, ActivityTask task, Failure failure) {
        var outcome = new Outcome.Failed(failure);
        queues.send(
                List.of(
                        Outgoing.now(
                                TaskQueue.orchestrator(task.lane()),
                                new ActivityReported(
                                        task.run(), task.activityId(), task.attempt(), outcome))));
        consumer.acknowledge(List.of(delivery));
    }
}
