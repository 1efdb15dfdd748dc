package dev.belay.embedded;

import dev.belay.core.model.RunKey;
import dev.belay.core.port.RunWatch;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToLongFunction;

/// Wakes who waits for a run when a batch was appended to it.
final class EmbeddedRunWatch implements RunWatch {
    private final Map<RunKey, Set<Thread>> waiting = new ConcurrentHashMap<>();
    private ToLongFunction<RunKey> last = _ -> 0;

    /// @param lastBatch of a run, as it can be read
    void readFrom(ToLongFunction<RunKey> lastBatch) {
        last = lastBatch;
    }

    @Override
    public void awaitBeyond(RunKey run, long after, Duration timeout) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.NANOSECONDS.convert(timeout);
        Thread me = Thread.currentThread();
        waiting.compute(
                run,
                (_, threads) -> {
                    Set<Thread> all = threads == null ? ConcurrentHashMap.newKeySet() : threads;
                    all.add(me);
                    return all;
                });
        try {
            while (last.applyAsLong(run) <= after) {
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    return;
                }
                LockSupport.parkNanos(this, left);
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
            }
        } finally {
            waiting.computeIfPresent(
                    run,
                    (_, threads) -> {
                        threads.remove(me);
                        return threads.isEmpty() ? null : threads;
                    });
        }
    }

    /// A batch of the run can be read now.
    void grown(RunKey run) {
        if (!waiting.isEmpty()) {
            Set<Thread> threads = waiting.get(run);
            if (threads != null) {
                threads.forEach(LockSupport::unpark);
            }
        }
    }

    void close() {
        waiting.values().forEach(threads -> threads.forEach(LockSupport::unpark));
    }
}
