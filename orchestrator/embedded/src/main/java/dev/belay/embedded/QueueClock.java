package dev.belay.embedded;

import java.time.InstantSource;
import java.util.concurrent.locks.LockSupport;

/// The thread that makes messages ready when their time has come.
final class QueueClock implements AutoCloseable {
    /// At least this often it looks at the clock, in case somebody set that.
    private static final long LOOK_MILLIS = 1_000;

    private final InstantSource clock;
    private final QueueRegistry registry;
    private final DelayedMessages delays;
    private final Thread thread;
    private volatile long wakesAt = Long.MIN_VALUE;
    private volatile boolean closed;

    QueueClock(InstantSource clock, QueueRegistry registry, DelayedMessages delays) {
        this.clock = clock;
        this.registry = registry;
        this.delays = delays;
        thread = Thread.ofPlatform().name("belay-queue-clock").daemon().start(this::run);
    }

    /// The queue has something that may be due sooner than anything before.
    void notice(MessageQueue queue) {
        if (queue.nextDue() < wakesAt) {
            LockSupport.unpark(thread);
        }
    }

    private void run() {
        long slideAt = Long.MIN_VALUE;
        while (!closed) {
            long now = clock.millis();
            if (slideAt <= now) {
                slideAt = delays.slide();
            }
            wakesAt = Long.MAX_VALUE;
            long next = Math.min(slideAt, now + LOOK_MILLIS);
            for (MessageQueue queue : registry.all()) {
                if (queue.nextDue() <= now) {
                    queue.wake(now);
                }
                next = Math.min(next, queue.nextDue());
            }
            wakesAt = next;
            rest(next);
        }
    }

    private void rest(long until) {
        // Looks again where something was added while the queues were looked at: it saw no time to
        // wake this thread by.
        for (MessageQueue queue : registry.all()) {
            if (queue.nextDue() < until) {
                return;
            }
        }
        long millis = until - clock.millis();
        if (millis > 0 && !closed) {
            LockSupport.parkNanos(this, millis * 1_000_000);
        }
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
