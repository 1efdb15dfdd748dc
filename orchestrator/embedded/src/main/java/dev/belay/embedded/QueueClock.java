package dev.belay.embedded;

import java.time.InstantSource;
import java.util.concurrent.locks.LockSupport;

/// The thread that makes messages ready when their time has come.
final class QueueClock implements AutoCloseable {
    /// At least this often it looks at the clock, in case somebody set that.
    private static final long LOOK_NANOS = 1_000_000_000;

    private static final System.Logger LOG = System.getLogger("dev.belay.embedded");

    private final long beginning = System.nanoTime();
    private final InstantSource clock;
    private final QueueRegistry registry;
    private final DelayedMessages delays;
    private final Thread thread;
    private volatile long wakesForDue = Long.MAX_VALUE;
    private volatile long wakesForLate = Long.MAX_VALUE;
    private volatile boolean closed;

    QueueClock(InstantSource clock, QueueRegistry registry, DelayedMessages delays) {
        this.clock = clock;
        this.registry = registry;
        this.delays = delays;
        thread = Thread.ofPlatform().name("belay-queue-clock").daemon().start(this::run);
    }

    /// Nanoseconds that pass whatever happens to the clock; never negative.
    long uptime() {
        return System.nanoTime() - beginning;
    }

    /// The queue has something that may be due sooner than anything before.
    void notice(MessageQueue queue) {
        if (queue.nextDue() < wakesForDue || queue.nextLate() < wakesForLate) {
            LockSupport.unpark(thread);
        }
    }

    private void run() {
        long slideAt = Long.MIN_VALUE;
        while (!closed) {
            long now = EpochNanos.now(clock);
            long uptime = uptime();
            if (slideAt <= now) {
                slideAt = slide(now);
            }
            // Whoever adds something while the queues are looked at wakes this thread again.
            wakesForDue = Long.MAX_VALUE;
            wakesForLate = Long.MAX_VALUE;
            long due = Math.min(slideAt, now + LOOK_NANOS);
            long late = Long.MAX_VALUE;
            for (MessageQueue queue : registry.all()) {
                if (queue.nextDue() <= now) {
                    queue.wake(now);
                }
                if (queue.nextLate() <= uptime) {
                    queue.wakeLate(uptime);
                }
                due = Math.min(due, queue.nextDue());
                late = Math.min(late, queue.nextLate());
            }
            wakesForDue = due;
            wakesForLate = late;
            long rest = Math.min(due - EpochNanos.now(clock), late - uptime());
            if (rest > 0 && !closed) {
                LockSupport.parkNanos(this, rest);
            }
        }
    }

    /// What goes wrong here must not stop the clock of everything else; it is tried again.
    private long slide(long now) {
        try {
            return delays.slide();
        } catch (RuntimeException e) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    "messages that are due within "
                            + DelayedMessages.WINDOW
                            + " could not be read; trying again every second",
                    e);
            return now + LOOK_NANOS;
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
