package dev.belay.local.host;

import dev.belay.core.model.RunKey;
import dev.belay.core.model.TaskQueue;
import dev.belay.core.port.QueueConsumer;
import dev.belay.core.port.QueueConsumer.Delivery;
import dev.belay.core.port.TaskQueues;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/// One lane: its orchestrator, its activity queues, and its own bounds, so that no other lane's
/// flood reaches it.
final class LaneHost {
    private static final int TASKS_MAX = 64;
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
            AttemptHandler attempts,
            Precedence precedence) {
        this.consumer = consumer;
        this.receiveMax = receiveMax;
        String name = options.lane().name();
        dispatcher =
                new RunDispatcher(
                        name, options.advancesMax(), advances(options, precedence, advancer));
        pool = new ElasticPool(options.activitiesMin(), options.activitiesMax());
        intake = new ActivityIntake(name, pool, attempts, consumer, queues);
    }

    private static BiConsumer<RunKey, List<Delivery>> advances(
            LaneOptions options, Precedence precedence, RunAdvancer advancer) {
        if (options.givesWay()) {
            return (run, deliveries) -> {
                precedence.giveWay();
                advancer.advance(run, deliveries);
            };
        }
        return (run, deliveries) -> {
            precedence.begin();
            try {
                advancer.advance(run, deliveries);
            } finally {
                precedence.end();
            }
        };
    }

    void serve(TaskQueue queue) {
        Pump pump =
                queue.isOrchestrator()
                        ? new Pump(
                                queue, consumer, () -> receiveMax, RUN_VISIBILITY, this::dispatch)
                        : new Pump(
                                queue, consumer, this::tasksMax, ActivityIntake.VISIBILITY, intake);
        pumps.add(pump);
        pump.start();
    }

    /// No more than there are places for: a task that waits in its queue is taken in its
    /// workspace's turn, one that was received already is not.
    private int tasksMax() {
        return Math.clamp(pool.free(), 1, Math.min(receiveMax, TASKS_MAX));
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
