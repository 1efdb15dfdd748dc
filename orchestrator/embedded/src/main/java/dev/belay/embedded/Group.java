package dev.belay.embedded;

import dev.belay.core.error.BelayException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Changes that are written at once, and who waits for that.
///
/// All but [#await] and [#isDone] is guarded by the journal's lock until the group is written.
final class Group {
    private static final Changes NOTHING = new Changes(0);

    private Changes changes;
    private final List<Thread> waiting = new ArrayList<>();

    /// On the disk when it is done, not just with the operating system.
    boolean sync;

    private @Nullable BelayException failure;
    private volatile boolean done;

    Group(Changes changes) {
        this.changes = changes;
    }

    static Group written() {
        var group = new Group(NOTHING);
        group.done = true;
        return group;
    }

    Changes changes() {
        return changes;
    }

    void join(Thread thread) {
        waiting.add(thread);
    }

    boolean isWanted() {
        return !waiting.isEmpty();
    }

    /// Nobody joins after this; who did is woken by [#wake].
    ///
    /// @return the changes, to be used again
    Changes complete(@Nullable BelayException failed) {
        Changes written = changes;
        changes = NOTHING;
        failure = failed;
        done = true;
        return written;
    }

    void wake() {
        waiting.forEach(LockSupport::unpark);
    }

    boolean isDone() {
        return done;
    }

    /// Waits until the group is written. Interrupts are kept for later: whether a change was
    /// written must be known. Only for who did [#join].
    ///
    /// @throws BelayException when it is not known to be written
    void await() {
        boolean interrupted = false;
        while (!done) {
            LockSupport.park(this);
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (failure != null) {
            throw new BelayException(
                    failure.code(),
                    "it is not known whether the change was written, because a write to the store failed (%s); everything acknowledged before is kept: remove the cause, then open the store again"
                            .formatted(StoreErrors.origin(failure)),
                    failure);
        }
    }
}
