package dev.belay.functions.support;

import dev.belay.core.activity.ActivityAttempt;
import dev.belay.core.activity.ActivityCancelledException;
import dev.belay.core.message.ActivityTask;
import dev.belay.core.model.Payload;
import dev.belay.core.model.RunKey;
import dev.belay.core.port.AttemptStore;
import dev.belay.core.port.PayloadCodec;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The attempt as its code sees it.
final class RunningAttempt implements ActivityAttempt {
    /// Code that reports in a tight loop costs no more writes than this; what comes in between is
    /// kept in memory. Without a heartbeat timeout every report is written.
    private static final int WRITES_PER_HEARTBEAT_TIMEOUT = 3;

    private static final Logger LOG = System.getLogger(RunningAttempt.class.getName());

    private final ReentrantLock lock = new ReentrantLock();
    private final ActivityTask task;
    private final AttemptWatch watch;
    private final AttemptHost host;
    private final AttemptStore attempts;
    private final PayloadCodec codec;
    private final PayloadKeeper payloads;

    /// What the attempt before reported last, once somebody asked.
    private @Nullable Payload previous;

    private boolean previousRead;

    /// Details that were not worth a write of their own yet.
    private @Nullable Payload unwritten;

    private Instant nextWriteAt = Instant.MIN;

    RunningAttempt(
            ActivityTask task,
            AttemptWatch watch,
            AttemptHost host,
            AttemptStore attempts,
            PayloadCodec codec,
            PayloadKeeper payloads) {
        this.task = task;
        this.watch = watch;
        this.host = host;
        this.attempts = attempts;
        this.codec = codec;
        this.payloads = payloads;
    }

    @Override
    public RunKey run() {
        return task.run();
    }

    @Override
    public String activity() {
        return task.activity();
    }

    @Override
    public int number() {
        return task.attempt();
    }

    @Override
    public String idempotencyKey() {
        return task.idempotencyKey();
    }

    @Override
    public Instant deadline() {
        return watch.deadline();
    }

    @Override
    public Duration remaining() {
        Duration left = Duration.between(watch.now(), watch.deadline());
        return left.isNegative() ? Duration.ZERO : left;
    }

    @Override
    public void heartbeat(@Nullable Object details) {
        lock.lock();
        try {
            report(details);
        } finally {
            lock.unlock();
        }
    }

    private void report(@Nullable Object details) {
        if (watch.isGivenUp()) {
            throw new ActivityCancelledException(
                    "attempt %d is over: it was given up, and its result is no longer wanted"
                            .formatted(task.attempt()));
        }
        // Once this attempt has reported, what the one before reported is gone.
        readPrevious();
        Payload kept = payloads.keep(task.run().workspace(), codec.write(details));
        watch.alive();
        unwritten = kept;
        if (watch.now().isBefore(nextWriteAt)) {
            return;
        }
        hold();
        if (write(kept)) {
            throw new ActivityCancelledException("the workflow no longer wants the result");
        }
    }

    /// Keeps the newest details for the next attempt. Code that was given up may still be in the
    /// middle of a report; it is not waited for.
    void flush() {
        if (lock.tryLock()) {
            try {
                if (unwritten != null) {
                    write(unwritten);
                }
            } finally {
                lock.unlock();
            }
        }
    }

    /// An attempt that is alive does not fail because it could not say so: the details stay and are
    /// written with the next report.
    private boolean write(Payload details) {
        Duration heartbeat = task.options().heartbeat();
        if (heartbeat != null) {
            nextWriteAt = watch.now().plus(heartbeat.dividedBy(WRITES_PER_HEARTBEAT_TIMEOUT));
        }
        try {
            boolean cancelled =
                    attempts.heartbeat(task.run(), task.activityId(), task.attempt(), details);
            unwritten = null;
            return cancelled;
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "a heartbeat of {0} is not written: {1}", run(), e);
            return false;
        }
    }

    /// Keeps the task's message from others until the heartbeat timeout has passed, however long
    /// ago the last report was written, and there was time to report it.
    void hold() {
        Duration heartbeat = task.options().heartbeat();
        if (heartbeat == null) {
            return;
        }
        Duration unwrittenMax = heartbeat.dividedBy(WRITES_PER_HEARTBEAT_TIMEOUT);
        try {
            host.hold().accept(heartbeat.plus(unwrittenMax).plus(ActivityWorker.REPORTING));
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "a message of {0} is not held: {1}", run(), e);
        }
    }

    @Override
    public <T> Optional<T> lastHeartbeat(Class<T> type) {
        lock.lock();
        try {
            readPrevious();
        } finally {
            lock.unlock();
        }
        return previous == null
                ? Optional.empty()
                : Optional.ofNullable(
                        codec.read(payloads.bytes(task.run().workspace(), previous), type));
    }

    private void readPrevious() {
        if (!previousRead && task.attempt() > 1) {
            previous = attempts.lastHeartbeat(task.run(), task.activityId()).orElse(null);
        }
        previousRead = true;
    }
}
