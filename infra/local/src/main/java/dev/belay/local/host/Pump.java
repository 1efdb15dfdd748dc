package dev.belay.local.host;

import dev.belay.core.model.TaskQueue;
import dev.belay.core.port.QueueConsumer;
import dev.belay.core.port.QueueConsumer.Delivery;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;

/// Brings messages of one queue to whoever handles them, on a thread of its own, until stopped.
final class Pump {
    private static final Logger LOG = System.getLogger(Pump.class.getName());
    private static final Duration WAIT = Duration.ofSeconds(20);
    private static final Duration PAUSE_MAX = Duration.ofSeconds(5);

    private final TaskQueue queue;
    private final QueueConsumer consumer;
    private final int max;
    private final Duration visibility;
    private final Handler handler;
    private final Thread thread;
    private volatile boolean stopped;

    /// Takes over what was received.
    interface Handler {
        void handle(List<Delivery> deliveries) throws InterruptedException;
    }

    Pump(TaskQueue queue, QueueConsumer consumer, int max, Duration visibility, Handler handler) {
        this.queue = queue;
        this.consumer = consumer;
        this.max = max;
        this.visibility = visibility;
        this.handler = handler;
        this.thread = Thread.ofVirtual().name("pump-" + queue).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    private void run() {
        int failures = 0;
        while (!stopped) {
            try {
                List<Delivery> deliveries = consumer.receive(queue, max, WAIT, visibility);
                if (!deliveries.isEmpty()) {
                    handler.handle(deliveries);
                }
                failures = 0;
            } catch (InterruptedException _) {
                return;
            } catch (RuntimeException failed) {
                if (stopped || !pause(++failures, failed)) {
                    return;
                }
            }
        }
    }

    private boolean pause(int failures, RuntimeException failed) {
        LOG.log(Level.WARNING, "receiving from {0} failed: {1}", queue, failed.toString());
        long millis = Math.min(PAUSE_MAX.toMillis(), 100L << Math.min(failures, 10));
        try {
            Thread.sleep(millis);
            return true;
        } catch (InterruptedException _) {
            return false;
        }
    }

    /// Receives no more. What was received already is still handed over.
    void stop() throws InterruptedException {
        stopped = true;
        thread.interrupt();
        thread.join();
    }
}
