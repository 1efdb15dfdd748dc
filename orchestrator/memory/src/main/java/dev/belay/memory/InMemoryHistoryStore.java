package dev.belay.memory;

import dev.belay.core.codec.HistoryFields;
import dev.belay.core.history.HistoryEvent;
import dev.belay.core.history.Snapshot;
import dev.belay.core.history.StoredBatch;
import dev.belay.core.model.RunKey;
import dev.belay.core.port.HistoryStore;
import dev.belay.core.port.RunWatch;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Histories in lists. Stricter than a store has to be: an append that would leave a gap is a bug
/// of the caller, and is told so.
public final class InMemoryHistoryStore implements HistoryStore, RunWatch {
    private final boolean waits;
    private final ConcurrentMap<RunKey, Log> logs = new ConcurrentHashMap<>();
    private final ConcurrentMap<RunKey, Snapshot> snapshots = new ConcurrentHashMap<>();

    /// @param clock only decides whether [#awaitBeyond] can wait: on a virtual one it returns at
    ///   once
    public InMemoryHistoryStore(InstantSource clock) {
        waits = !(clock instanceof VirtualClock);
    }

    @Override
    public boolean append(RunKey run, StoredBatch batch) {
        return log(run).append(run, batch);
    }

    @Override
    public List<StoredBatch> read(RunKey run, long after, int limit) {
        Log log = logs.get(run);
        return log == null ? List.of() : log.read(after, limit);
    }

    @Override
    public void putSnapshot(RunKey run, Snapshot snapshot) {
        snapshots.put(run, snapshot);
    }

    @Override
    public Optional<Snapshot> latestSnapshot(RunKey run) {
        return Optional.ofNullable(snapshots.get(run));
    }

    /// Does nothing: a list has no faster form.
    @Override
    public void compact(RunKey run, long through) {}

    @Override
    public void awaitBeyond(RunKey run, long after, Duration timeout) throws InterruptedException {
        if (waits) {
            log(run).awaitBeyond(after, timeout);
        }
    }

    @Override
    public void awaitClosed(RunKey run, Duration timeout) throws InterruptedException {
        if (waits) {
            log(run).awaitClosed(timeout);
        }
    }

    /// Every run with a history, in order.
    public Set<RunKey> runs() {
        var runs = new TreeSet<RunKey>();
        logs.forEach((run, log) -> {
            if (log.size() > 0) {
                runs.add(run);
            }
        });
        return runs;
    }

    private Log log(RunKey run) {
        return logs.computeIfAbsent(run, _ -> new Log());
    }

    /// The batches of one run; batch n is at n - 1.
    private static final class Log {
        private final List<StoredBatch> batches = new ArrayList<>();
        private final ReentrantLock lock = new ReentrantLock();
        private final Condition grown = lock.newCondition();

        boolean append(RunKey run, StoredBatch batch) {
            lock.lock();
            try {
                if (batch.number() <= batches.size()) {
                    return false;
                }
                if (batch.number() > batches.size() + 1) {
                    throw new IllegalStateException(
                            "batch %d of run %s would follow batch %d: its writer has not read what is before it"
                                    .formatted(batch.number(), run, batches.size()));
                }
                batches.add(batch);
                grown.signalAll();
                return true;
            } finally {
                lock.unlock();
            }
        }

        List<StoredBatch> read(long after, int limit) {
            lock.lock();
            try {
                int from = Math.clamp(after, 0, batches.size());
                int to = (int) Math.min((long) from + limit, batches.size());
                return List.copyOf(batches.subList(from, to));
            } finally {
                lock.unlock();
            }
        }

        void awaitBeyond(long after, Duration timeout) throws InterruptedException {
            lock.lockInterruptibly();
            try {
                long nanosLeft = TimeUnit.NANOSECONDS.convert(timeout);
                while (batches.size() <= after && nanosLeft > 0) {
                    nanosLeft = grown.awaitNanos(nanosLeft);
                }
            } finally {
                lock.unlock();
            }
        }

        void awaitClosed(Duration timeout) throws InterruptedException {
            lock.lockInterruptibly();
            try {
                long nanosLeft = TimeUnit.NANOSECONDS.convert(timeout);
                while (!closes() && nanosLeft > 0) {
                    nanosLeft = grown.awaitNanos(nanosLeft);
                }
            } finally {
                lock.unlock();
            }
        }

        private boolean closes() {
            return !batches.isEmpty()
                    && HistoryFields.fromStored(batches.getLast()).events().stream()
                            .anyMatch(HistoryEvent::closesRun);
        }

        int size() {
            lock.lock();
            try {
                return batches.size();
            } finally {
                lock.unlock();
            }
        }
    }
}
