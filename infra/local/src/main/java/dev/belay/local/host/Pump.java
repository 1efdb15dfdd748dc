package dev.belay.local.host;

import dev.belay.core.model.TaskQueue;
import dev.belay.core.port.QueueConsumer;
import dev.belay.core.port.QueueConsumer.Delivery;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.function.IntSupplier;

/// Brings messages of one queue to whoever handles them, on a thread of its own, until stopped.
final class Pump {
    private static final Logger LOG = System.getLogger(Pump.class.getName());
    private static final Duration WAIT = Duration.ofSeconds(20);
    private static final Duration PAUSE_MAX = Duration.ofSeconds(5);
    private static final long EMPTY_NANOS = 1_000_000_000;

    private final TaskQueue queue;
    private final QueueConsumer consumer;
    private final IntSupplier max;
    private final Duration visibility;
    private final Handler handler;
    private final Thread thread;
    private volatile boolean stopped;

    /// Takes over what was received.
    interface Handler {
        void handle(List<Delivery> deliveries) throws InterruptedException;
    }

    /// @param max how many messages to take next; asked before each receive
    Pump(
            TaskQueue queue,
            QueueConsumer consumer,
            IntSupplier max,
            Duration visibility,
            Handler handler) {
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
                failures = receive() ? 0 : failures + 1;
            } catch (InterruptedException _) {
                return;
            } catch (RuntimeException failed) {
                failures++;
                if (!stopped) {
                    LOG.log(Level.WARNING, "receiving from {0} failed: {1}", queue, failed);
                }
            }
            if (failures > 0 && !pause(failures)) {
                return;
            }
        }
    }

    /// @return false when there was nothing although it did not wait: the queue is closing
    private boolean receive() throws InterruptedException {
        long begun = System.nanoTime();
        List<Delivery> deliveries = consumer.receive(queue, max.getAsInt(), WAIT, visibility);
        if (!deliveries.isEmpty()) {
            handler.handle(deliveries);
            return true;
        }
        return System.nanoTime() - begun > EMPTY_NANOS;
    }

    /// A virtual thread that does not wait keeps its processor from all others, so a queue that
    /// does not wait must be waited for.
    private boolean pause(int failures) {
        try {
            Thread.sleep(Math.min(PAUSE_MAX.toMillis(), 10L << Math.min(failures, 10)));
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
