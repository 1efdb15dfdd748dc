package dev.belay.core.replay;

import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.model.Limits;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// A branch of workflow code, and the baton that it and its driver pass to each other: either the
/// driver runs or the fiber does, never both.
final class Fiber {
    private enum Holder {
        DRIVER,
        FIBER
    }

    private final Thread thread;
    private volatile Holder holder = Holder.DRIVER;
    private volatile @Nullable Thread driver;
    private volatile boolean finished;
    private volatile boolean disposed;
    private boolean started;
    private volatile @Nullable Throwable crash;

    /// The scope that the branch runs in; changes while it is inside another.
    ScopeImpl scope;

    Fiber(String name, ScopeImpl scope, Runnable body) {
        this.scope = scope;
        this.thread =
                Thread.ofVirtual()
                        .name(name)
                        .inheritInheritableThreadLocals(false)
                        .unstarted(() -> run(body));
    }

    private void run(Runnable body) {
        awaitBaton();
        try {
            if (!disposed) {
                body.run();
            }
        } catch (Disposed _) {
            // The run moves on elsewhere, or closed while this branch was waiting.
        } catch (Throwable thrown) {
            crash = thrown;
        }
        finished = true;
        giveBaton();
    }

    /// Lets the branch run until it waits or ends. Called by the driver.
    ///
    /// @throws BelayException `DECISION_TOO_LONG` when it does neither in time
    void resume() {
        if (finished) {
            return;
        }
        driver = Thread.currentThread();
        holder = Holder.FIBER;
        if (started) {
            LockSupport.unpark(thread);
        } else {
            started = true;
            thread.start();
        }
        awaitReturn();
        Throwable thrown = crash;
        if (thrown != null) {
            crash = null;
            throw rethrown(thrown);
        }
    }

    private void awaitReturn() {
        long slices = 0;
        long slicesMax = Limits.DECISION_MAX.toMillis() / SLICE_MILLIS;
        boolean interrupted = false;
        while (holder == Holder.FIBER) {
            LockSupport.parkNanos(this, SLICE_MILLIS * 1_000_000L);
            interrupted |= Thread.interrupted();
            if (holder == Holder.FIBER && ++slices > slicesMax * WAKEUPS_PER_SLICE_MAX) {
                disposed = true;
                thread.interrupt();
                throw new BelayException(
                        ErrorCode.DECISION_TOO_LONG,
                        "workflow code computed for %d s without waiting for anything; move the work into an activity"
                                .formatted(Limits.DECISION_MAX.toSeconds()));
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /// Waits until the driver resumes the branch. Called by the branch.
    void pause() {
        giveBaton();
        awaitBaton();
        if (disposed) {
            throw new Disposed();
        }
    }

    private void giveBaton() {
        Thread to = driver;
        holder = Holder.DRIVER;
        LockSupport.unpark(to);
    }

    private void awaitBaton() {
        while (holder == Holder.DRIVER) {
            LockSupport.park(this);
        }
    }

    boolean isFinished() {
        return finished;
    }

    boolean isCurrent() {
        return Thread.currentThread() == thread;
    }

    /// Ends a waiting branch: its `finally` blocks run, but can do nothing through the context.
    void dispose() {
        if (finished || disposed) {
            return;
        }
        disposed = true;
        if (started) {
            resume();
        }
    }

    boolean isDisposed() {
        return disposed;
    }

    private static RuntimeException rethrown(Throwable thrown) {
        if (thrown instanceof RuntimeException exception) {
            return exception;
        }
        if (thrown instanceof Error error) {
            throw error;
        }
        return new IllegalStateException(thrown);
    }

    private static final long SLICE_MILLIS = 1_000;

    /// Spurious wake-ups are rare; anything near this many would be a defect of its own.
    private static final long WAKEUPS_PER_SLICE_MAX = 1;

    /// Unwinds a branch that will never run again. An error, so that `catch (Exception)` in
    /// workflow code lets it pass.
    static final class Disposed extends Error {
        private static final long serialVersionUID = 1L;

        Disposed() {
            super("disposed", null, false, false);
        }
    }
}
