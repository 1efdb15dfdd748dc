package dev.belay.local.host;

import dev.belay.core.port.QueueConsumer;
import dev.belay.core.port.QueueConsumer.Delivery;
import dev.belay.core.port.TaskQueues;
import dev.belay.core.port.TaskQueues.Outgoing;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;

/// Gives each received activity task a thread as soon as its lane has a place for it, and keeps the
/// task hidden from other workers meanwhile.
final class ActivityIntake implements Pump.Handler {
    /// How long a task is hidden when it is received. Longer attempts prolong it.
    static final Duration VISIBILITY = Duration.ofMinutes(5);

    private static final Logger LOG = System.getLogger(ActivityIntake.class.getName());
    private static final Duration WAIT_MAX = VISIBILITY.dividedBy(3);

    private final ElasticPool pool;
    private final AttemptHandler attempts;
    private final QueueConsumer consumer;
    private final TaskQueues queues;
    private final ThreadFactory threads;
    private final Set<Thread> running = ConcurrentHashMap.newKeySet();

    ActivityIntake(
            String name,
            ElasticPool pool,
            AttemptHandler attempts,
            QueueConsumer consumer,
            TaskQueues queues) {
        this.pool = pool;
        this.attempts = attempts;
        this.consumer = consumer;
        this.queues = queues;
        this.threads =
                Thread.ofVirtual()
                        .name(name + "-attempt-", 0)
                        .inheritInheritableThreadLocals(false)
                        .factory();
    }

    @Override
    public void handle(List<Delivery> deliveries) throws InterruptedException {
        long hiddenSince = System.nanoTime();
        for (int i = 0; i < deliveries.size(); i++) {
            try {
                while (!pool.acquire(WAIT_MAX.toMillis())) {
                    deliveries
                            .subList(i, deliveries.size())
                            .forEach(delivery -> consumer.extend(delivery, VISIBILITY));
                    hiddenSince = System.nanoTime();
                }
            } catch (InterruptedException e) {
                giveBack(deliveries.subList(i, deliveries.size()));
                throw e;
            }
            start(deliveries.get(i), hiddenSince);
        }
    }

    private void start(Delivery delivery, long hiddenSince) {
        Thread thread =
                threads.newThread(() -> {
                    try {
                        Duration passed = Duration.ofNanos(System.nanoTime() - hiddenSince);
                        attempts.handle(delivery, VISIBILITY.minus(passed));
                    } finally {
                        running.remove(Thread.currentThread());
                        pool.release();
                    }
                });
        running.add(thread);
        thread.start();
    }

    /// A task that was received and not begun must not look like one whose host was lost: it is
    /// sent anew.
    private void giveBack(List<Delivery> deliveries) {
        for (Delivery delivery : deliveries) {
            try {
                queues.send(List.of(Outgoing.now(delivery.queue(), delivery.message())));
                consumer.acknowledge(List.of(delivery));
            } catch (RuntimeException failed) {
                LOG.log(Level.WARNING, "a task was not given back: {0}", failed.toString());
            }
        }
    }

    /// Asks the attempts that are under way to stop.
    void interrupt() {
        running.forEach(Thread::interrupt);
    }
}
