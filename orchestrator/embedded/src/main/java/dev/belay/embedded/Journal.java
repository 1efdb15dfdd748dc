package dev.belay.embedded;

import dev.belay.core.error.BelayException;
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
    private static final int BUFFER_BYTES = 256 * 1024;

    /// Whoever only submits waits while the open group is larger than this.
    private static final int CROWDED_BYTES = 16 * 1024 * 1024;

    private final Disk disk;
    private final Durability durability;
    private final DiskSpace space;
    private final GroupWriter groupWriter;
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
    private volatile boolean crowded;

    Journal(Disk disk, Durability durability, DiskSpace space) {
        this.disk = disk;
        this.durability = durability;
        this.space = space;
        groupWriter = new GroupWriter(disk);
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

    /// Waits while more is submitted than the disk can take. For who submits without end, and holds
    /// no lock.
    void pace() {
        if (crowded) {
            settle();
        }
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
                if (target.isEmpty()) {
                    // All of it came and went: the space is free.
                    target.begin(++groups);
                }
                crowded = target.size() > CROWDED_BYTES;
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
                "the store at %s refuses writes since one failed (%s); everything acknowledged before is kept: remove the cause, then open the store again"
                        .formatted(disk.directory(), StoreErrors.origin(cause)),
                cause);
    }

    private void run() {
        for (Group group = next(); group != null; group = next()) {
            complete(group, groupWriter.write(group));
            group.wake();
        }
        fail(groupWriter.sync());
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
        long left = groupWriter.nanosUntilSync();
        if (left <= 0) {
            fail(groupWriter.sync());
        } else if (left < Long.MAX_VALUE) {
            LockSupport.parkNanos(this, left);
        } else {
            LockSupport.park(this);
        }
    }

    private Group take() {
        Group group = open;
        writer = Writer.BUSY;
        open = new Group(spare == null ? new Changes(BUFFER_BYTES) : spare);
        open.changes().begin(++groups);
        spare = null;
        crowded = false;
        newest = group;
        return group;
    }

    private void complete(Group group, @Nullable BelayException failed) {
        lock.lock();
        try {
            failure = failed;
            Changes written = group.complete(failed);
            int capacity = written.capacity();
            if (capacity >= BUFFER_BYTES && capacity <= 4 * BUFFER_BYTES) {
                spare = written;
            }
        } finally {
            lock.unlock();
        }
    }

    private void fail(@Nullable BelayException failed) {
        lock.lock();
        try {
            failure = failed;
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
