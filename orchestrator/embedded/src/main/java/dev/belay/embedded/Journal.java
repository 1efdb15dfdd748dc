package dev.belay.embedded;

import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The one way into the store: callers add changes to the open [Group], one thread writes it, and
/// while it does the next group fills up.
///
/// Changes are on disk in the order in which they were added. A change that need not be durable is
/// written with the next group that must be, at the latest after [#LINGER_NANOS]. After a write
/// that failed nothing is written any more: what came later could be on disk without what came
/// before.
final class Journal implements AutoCloseable {
    /// What groups are written to.
    interface Disk {
        void write(byte[] changes, boolean sync);

        /// Puts on the disk what was written before.
        void sync();

        Path directory();
    }

    private enum Writer {
        BUSY,
        /// Nobody but a caller who waits need wake it: it looks by itself soon.
        DOZING,
        ASLEEP
    }

    private static final long LINGER_NANOS = 1_000_000;
    private static final long SYNC_NANOS = EmbeddedOptions.SYNC_INTERVAL.toNanos();
    private static final int BUFFER_BYTES = 256 * 1024;

    private final Disk disk;
    private final Durability durability;
    private final DiskSpace space;
    private final Thread thread;

    private final ReentrantLock lock = new ReentrantLock();
    // Guarded by the lock.
    private Group open = new Group(new Changes(BUFFER_BYTES));
    private long groups;
    private Group newest = Group.written();
    private @Nullable Changes spare;
    private Writer writer = Writer.BUSY;
    private boolean closing;
    private @Nullable BelayException failure;

    // The writer's own.
    private boolean dirty;
    private long syncedAt = System.nanoTime();

    Journal(Disk disk, Durability durability, DiskSpace space) {
        this.disk = disk;
        this.durability = durability;
        this.space = space;
        thread = Thread.ofPlatform().name("belay-journal").daemon().start(this::run);
    }

    /// Adds changes and goes on: they are written soon, in order.
    Group submit(Consumer<Changes> changes) {
        space.require();
        return add(
                c -> {
                    changes.accept(c);
                    return true;
                },
                false,
                false);
    }

    /// Adds changes and waits until they are durable.
    void commit(Consumer<Changes> changes) {
        commitIf(c -> {
            changes.accept(c);
            return true;
        });
    }

    /// Lets `changes` look and add at one moment, and waits until what it added is durable.
    ///
    /// @return false when it added nothing
    boolean commitIf(Predicate<Changes> changes) {
        space.require();
        var added = new boolean[1];
        Group group = add(c -> added[0] = changes.test(c), true, durability == Durability.SYNCED);
        if (!added[0]) {
            return false;
        }
        group.await();
        return true;
    }

    /// Looks at one moment, between changes.
    void locked(Runnable look) {
        lock.lock();
        try {
            look.run();
        } finally {
            lock.unlock();
        }
    }

    /// Waits until everything that was added before can be read.
    void settle() {
        Group last;
        lock.lock();
        try {
            last = open.changes().isEmpty() ? newest : open;
        } finally {
            lock.unlock();
        }
        await(last);
    }

    /// Waits until what was submitted can be read.
    void await(Group group) {
        if (group.isDone()) {
            return;
        }
        lock.lock();
        try {
            if (!group.isDone()) {
                join(group);
            }
        } finally {
            lock.unlock();
        }
        group.await();
    }

    /// Waits until everything that was added before is on the disk, whatever the durability.
    void awaitDurable() {
        add(_ -> true, true, true).await();
    }

    private Group add(Predicate<Changes> changes, boolean wait, boolean sync) {
        lock.lock();
        try {
            if (failure != null) {
                throw refused(failure);
            }
            if (closing) {
                throw StoreErrors.closed(disk.directory());
            }
            Group group = open;
            Changes target = group.changes();
            int size = target.size();
            int count = target.count();
            boolean added = false;
            try {
                added = changes.test(target);
            } finally {
                if (!added) {
                    target.rewind(size, count);
                }
            }
            if (added) {
                group.sync |= sync;
                if (wait) {
                    join(group);
                } else if (writer == Writer.ASLEEP) {
                    wake();
                }
            }
            return group;
        } finally {
            lock.unlock();
        }
    }

    private void join(Group group) {
        group.join(Thread.currentThread());
        if (writer != Writer.BUSY) {
            wake();
        }
    }

    private void wake() {
        writer = Writer.BUSY;
        LockSupport.unpark(thread);
    }

    private BelayException refused(BelayException cause) {
        return new BelayException(
                cause.code(),
                "the store at %s refuses writes since one failed; everything acknowledged before is kept: remove the cause, then open the store again"
                        .formatted(disk.directory()),
                cause);
    }

    private void run() {
        for (Group group = next(); group != null; group = next()) {
            write(group);
        }
    }

    /// The group to write now: when somebody waits for it, or it has waited long enough.
    private @Nullable Group next() {
        boolean rested = false;
        for (; ; ) {
            boolean doze;
            lock.lock();
            try {
                boolean pending = !open.changes().isEmpty();
                if (open.isWanted() || (rested || closing) && pending) {
                    return take();
                }
                if (closing) {
                    return null;
                }
                doze = pending || !rested;
                writer = doze ? Writer.DOZING : Writer.ASLEEP;
            } finally {
                lock.unlock();
            }
            if (doze) {
                LockSupport.parkNanos(this, LINGER_NANOS);
                rested = true;
            } else {
                sleep();
                rested = false;
            }
        }
    }

    /// Until there are changes; puts on the disk what is only with the operating system, in time.
    private void sleep() {
        if (!dirty) {
            LockSupport.park(this);
            return;
        }
        long left = syncedAt + SYNC_NANOS - System.nanoTime();
        if (left > 0) {
            LockSupport.parkNanos(this, left);
        } else {
            write(new Group(new Changes(0)).wantingSync());
        }
    }

    private Group take() {
        Group group = open;
        writer = Writer.BUSY;
        open = new Group(spare == null ? new Changes(BUFFER_BYTES) : spare);
        open.changes().begin(++groups);
        spare = null;
        newest = group;
        return group;
    }

    private void write(Group group) {
        boolean sync = group.sync || dirty && System.nanoTime() - syncedAt >= SYNC_NANOS;
        @Nullable BelayException failed = failure();
        if (failed == null) {
            try {
                if (!group.changes().isEmpty()) {
                    disk.write(group.changes().toByteArray(), sync);
                } else if (sync) {
                    disk.sync();
                }
                dirty = !sync;
                syncedAt = sync ? System.nanoTime() : syncedAt;
            } catch (BelayException e) {
                failed = e;
            } catch (RuntimeException | Error e) {
                failed =
                        new BelayException(
                                ErrorCode.STORE_UNAVAILABLE,
                                "writing failed in the store at %s; open it again"
                                        .formatted(disk.directory()),
                                e);
            }
        }
        complete(group, failed);
        group.wake();
    }

    private @Nullable BelayException failure() {
        lock.lock();
        try {
            return failure;
        } finally {
            lock.unlock();
        }
    }

    private void complete(Group group, @Nullable BelayException failed) {
        lock.lock();
        try {
            failure = failed;
            group.complete(failed);
            int capacity = group.changes().capacity();
            if (capacity >= BUFFER_BYTES && capacity <= 4 * BUFFER_BYTES) {
                spare = group.changes();
            }
        } finally {
            lock.unlock();
        }
    }

    /// Writes what was added, durably. Further changes are refused.
    @Override
    public void close() {
        lock.lock();
        try {
            closing = true;
            open.sync = true;
            wake();
        } finally {
            lock.unlock();
        }
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
