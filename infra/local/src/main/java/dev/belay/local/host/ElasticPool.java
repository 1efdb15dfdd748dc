package dev.belay.local.host;

import java.util.function.LongSupplier;

/// Bounds how many attempts of a lane are under way. The bound doubles while attempts wait for it,
/// and halves again when few are left.
final class ElasticPool {
    private static final long GROW_NANOS = 50_000_000;
    private static final long SHRINK_NANOS = 2_000_000_000;

    private final int min;
    private final int max;
    private int limit;
    private int active;
    private final LongSupplier nanoTime;
    private long changedAt;

    ElasticPool(int min, int max) {
        this(min, max, System::nanoTime);
    }

    /// @param nanoTime what the growth and the shrinking are timed by
    ElasticPool(int min, int max, LongSupplier nanoTime) {
        this.min = min;
        this.max = max;
        this.limit = min;
        this.nanoTime = nanoTime;
        changedAt = nanoTime.getAsLong();
    }

    /// Waits for a place.
    ///
    /// @return false when `millis` passed first
    synchronized boolean acquire(long millis) throws InterruptedException {
        long deadline = nanoTime.getAsLong() + millis * 1_000_000;
        while (active >= limit) {
            long now = nanoTime.getAsLong();
            if (limit < max && now - changedAt >= GROW_NANOS) {
                limit = Math.min(max, limit * 2);
                changedAt = now;
                notifyAll();
                break;
            }
            long left = deadline - now;
            if (left <= 0) {
                return false;
            }
            long untilGrowth = limit < max ? changedAt + GROW_NANOS - now : left;
            wait(Math.max(1, Math.min(left, untilGrowth) / 1_000_000));
        }
        active++;
        return true;
    }

    synchronized void release() {
        active--;
        notifyAll();
    }

    /// To be called now and then.
    synchronized void shrink() {
        long now = nanoTime.getAsLong();
        if (limit > min && active <= limit / 4 && now - changedAt >= SHRINK_NANOS) {
            limit = Math.max(min, limit / 2);
            changedAt = now;
        }
    }

    synchronized int limit() {
        return limit;
    }

    /// Places that are free now; below 1 where whoever comes has to wait.
    synchronized int free() {
        return limit - active;
    }

    synchronized int active() {
        return active;
    }

    /// Waits until nothing is under way.
    ///
    /// @return false when `millis` passed first
    synchronized boolean awaitIdle(long millis) throws InterruptedException {
        long deadline = System.nanoTime() + millis * 1_000_000;
        while (active > 0) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }
}
