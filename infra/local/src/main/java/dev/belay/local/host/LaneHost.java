package dev.belay.local.host;

import dev.belay.core.model.TaskQueue;
import dev.belay.core.port.QueueConsumer;
import dev.belay.core.port.QueueConsumer.Delivery;
import dev.belay.core.port.TaskQueues;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// One lane: its orchestrator, its activity queues, and its own bounds, so that no other lane's
/// flood reaches it.
final class LaneHost {
    private static final Duration RUN_VISIBILITY = Duration.ofMinutes(2);

    private final QueueConsumer consumer;
    private final int receiveMax;
    private final RunDispatcher dispatcher;
    private final ElasticPool pool;
    private final ActivityIntake intake;
    private final List<Pump> pumps = new ArrayList<>();

    LaneHost(
            LaneOptions options,
            QueueConsumer consumer,
            TaskQueues queues,
            int receiveMax,
            RunAdvancer advancer,
            AttemptHandler attempts) {
        this.consumer = consumer;
        this.receiveMax = receiveMax;
        String name = options.lane().name();
        dispatcher = new RunDispatcher(name, options.advancesMax(), advancer::advance);
        pool = new ElasticPool(options.activitiesMin(), options.activitiesMax());
        intake = new ActivityIntake(name, pool, attempts, consumer, queues);
    }

    void serve(TaskQueue queue) {
        Pump pump =
                queue.isOrchestrator()
                        ? new Pump(queue, consumer, receiveMax, RUN_VISIBILITY, this::dispatch)
                        : new Pump(
                                queue,
                                consumer,
                                Math.min(receiveMax, 64),
                                ActivityIntake.VISIBILITY,
                                intake);
        pumps.add(pump);
        pump.start();
    }

    private void dispatch(List<Delivery> deliveries) throws InterruptedException {
        try {
            dispatcher.accept(deliveries);
        } catch (InterruptedException e) {
            deliveries.forEach(delivery -> consumer.release(delivery, Duration.ZERO));
            throw e;
        }
    }

    void tick() {
        pool.shrink();
    }

    int activitiesLimit() {
        return pool.limit();
    }

    void stopReceiving() throws InterruptedException {
        for (Pump pump : pumps) {
            pump.stop();
        }
    }

    /// Lets what is under way end, and stops what does not within `grace`.
    void finish(Duration grace) throws InterruptedException {
        if (!pool.awaitIdle(grace.toMillis())) {
            intake.interrupt();
            pool.awaitIdle(2_000);
        }
        dispatcher.awaitIdle(Math.max(2_000, grace.toMillis()));
    }
}
