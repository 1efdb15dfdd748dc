package dev.belay.embedded;

import dev.belay.core.model.RunKey;
import dev.belay.core.port.RunWatch;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/// Wakes who waits for a run when a batch was appended to it.
final class EmbeddedRunWatch implements RunWatch {
    private final Map<RunKey, Set<Thread>> growing = new ConcurrentHashMap<>();
    private final Map<RunKey, Set<Thread>> closing = new ConcurrentHashMap<>();
    private ToLongFunction<RunKey> last = _ -> 0;
    private Predicate<RunKey> closed = _ -> false;

    /// @param lastBatch of a run, as it can be read
    /// @param isClosed whether the head of a run says so
    void readFrom(ToLongFunction<RunKey> lastBatch, Predicate<RunKey> isClosed) {
        last = lastBatch;
        closed = isClosed;
    }

    @Override
    public void awaitBeyond(RunKey run, long after, Duration timeout) throws InterruptedException {
        await(growing, run, () -> last.applyAsLong(run) > after, timeout);
    }

    @Override
    public void awaitClosed(RunKey run, Duration timeout) throws InterruptedException {
        await(closing, run, () -> closed.test(run), timeout);
    }

    private void await(
            Map<RunKey, Set<Thread>> waiting, RunKey run, BooleanSupplier reached, Duration timeout)
            throws InterruptedException {
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
            while (!reached.getAsBoolean()) {
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
        wake(growing, run);
    }

    /// The head of the run says that it is closed.
    void closed(RunKey run) {
        wake(closing, run);
    }

    private static void wake(Map<RunKey, Set<Thread>> waiting, RunKey run) {
        if (!waiting.isEmpty()) {
            Set<Thread> threads = waiting.get(run);
            if (threads != null) {
                threads.forEach(LockSupport::unpark);
            }
        }
    }

    void close() {
        for (var waiting : List.of(growing, closing)) {
            waiting.values().forEach(threads -> threads.forEach(LockSupport::unpark));
        }
    }
}
