package dev.belay.local.host;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/// Lets the lanes that must not wait go first where all share one processor and one disk: a lane
/// that yields begins nothing while another is at work. It waits only so long, and then has its own
/// share of the time, so that it goes on however busy the others are.
final class Precedence {
    /// How long a lane yields at once.
    private static final long YIELD_NANOS = 15_000_000;

    /// What it has then, before it yields again.
    private static final long SHARE_NANOS = 5_000_000;

    /// A run goes from one queue to the next; in between nobody is at it.
    private static final long LINGER_NANOS = 500_000;

    /// A caller who sends something has more to write before it can begin.
    private static final long EXPECTED_NANOS = 3_000_000;

    private final long yieldNanos;
    private final AtomicInteger atWork = new AtomicInteger();
    private final ReentrantLock yielding = new ReentrantLock();
    private volatile long busyUntil = System.nanoTime();
    private volatile long shareUntil = System.nanoTime();

    Precedence() {
        this(YIELD_NANOS);
    }

    /// @param yieldNanos how long a lane gives way at once
    Precedence(long yieldNanos) {
        this.yieldNanos = yieldNanos;
    }

    int atWork() {
        return atWork.get();
    }

    /// Something is about to begin.
    void expect() {
        busyUntil = System.nanoTime() + EXPECTED_NANOS;
    }

    /// Something begins that others yield to.
    void begin() {
        atWork.incrementAndGet();
    }

    void end() {
        busyUntil = System.nanoTime() + LINGER_NANOS;
        atWork.decrementAndGet();
    }

    /// Waits while others go first.
    void giveWay() {
        if (isFree()) {
            return;
        }
        yielding.lock();
        try {
            long giveUp = System.nanoTime() + yieldNanos;
            while (!isFree() && !Thread.currentThread().isInterrupted()) {
                long now = System.nanoTime();
                if (now - giveUp >= 0) {
                    shareUntil = now + SHARE_NANOS;
                    return;
                }
                LockSupport.parkNanos(this, LINGER_NANOS);
            }
        } finally {
            yielding.unlock();
        }
    }

    private boolean isFree() {
        long now = System.nanoTime();
        return now - shareUntil < 0 || atWork.get() == 0 && now - busyUntil >= 0;
    }
}
