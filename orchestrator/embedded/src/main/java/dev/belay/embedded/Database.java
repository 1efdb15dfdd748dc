package dev.belay.embedded;

import dev.belay.core.error.BelayException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.FlushOptions;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Slice;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/// RocksDB without its sharp edges: errors that say what to do, and a close that waits for readers
/// (native code does not forgive a read after it).
final class Database implements Journal.Disk, AutoCloseable {
    private static final long COMPACTED_AT_CLOSE_BYTES_MAX = 64 * 1024 * 1024;

    private final Path directory;
    private final Tuning tuning;
    private final RocksDB db;
    private final ColumnFamilyHandle[] handles;
    private final WriteOptions synced = new WriteOptions().setSync(true);
    private final WriteOptions unsynced = new WriteOptions();

    private final AtomicInteger active = new AtomicInteger();
    private volatile boolean closed;

    /// Reads one thing of an iterator.
    interface Visit<T> {
        T on(RocksIterator iterator) throws RocksDBException;
    }

    private Database(Path directory, Tuning tuning, RocksDB db, List<ColumnFamilyHandle> handles) {
        this.directory = directory;
        this.tuning = tuning;
        this.db = db;
        this.handles = handles.toArray(ColumnFamilyHandle[]::new);
    }

    static Database open(EmbeddedOptions options, Path directory) {
        NativeLibrary.load();
        requireWhole(directory);
        boolean replayToDamage =
                options.salvage() || LogCheck.check(directory) == LogCheck.End.TORN;
        var tuning = new Tuning(options, replayToDamage);
        var handles = new ArrayList<ColumnFamilyHandle>();
        try {
            RocksDB db =
                    RocksDB.open(
                            tuning.database(), directory.toString(), tuning.families(), handles);
            return new Database(directory, tuning, db, handles);
        } catch (RocksDBException e) {
            tuning.close();
            throw StoreErrors.of(directory, "opening", e);
        }
    }

    /// Without its first file a store looks like a new one: it must not be begun anew over data.
    private static void requireWhole(Path directory) {
        try {
            Files.createDirectories(directory);
            if (Files.exists(directory.resolve("CURRENT"))) {
                return;
            }
            try (var files = Files.list(directory)) {
                files.map(file -> file.getFileName().toString())
                        .filter(name -> name.endsWith(".sst"))
                        .findFirst()
                        .ifPresent(name -> {
                            throw StoreErrors.corrupt(
                                    directory,
                                    "opening",
                                    "the file CURRENT is missing beside " + name,
                                    null);
                        });
            }
        } catch (IOException e) {
            throw StoreErrors.of(directory, "opening", e);
        }
    }

    byte @Nullable [] get(Family family, byte[] key) {
        enter();
        try {
            return db.get(handle(family), key);
        } catch (RocksDBException e) {
            throw StoreErrors.of(directory, "reading", e);
        } finally {
            active.decrementAndGet();
        }
    }

    /// @param to exclusive
    <T> T iterate(Family family, byte[] from, byte[] to, Visit<T> visit) {
        enter();
        try (var lower = new Slice(from);
                var upper = new Slice(to);
                var options =
                        new ReadOptions().setIterateLowerBound(lower).setIterateUpperBound(upper);
                var iterator = db.newIterator(handle(family), options)) {
            T result = visit.on(iterator);
            iterator.status();
            return result;
        } catch (RocksDBException e) {
            throw StoreErrors.of(directory, "reading", e);
        } finally {
            active.decrementAndGet();
        }
    }

    /// @throws BelayException when the store is closed
    void requireOpen() {
        enter();
        active.decrementAndGet();
    }

    /// Ascending, until `visit` says false.
    void scan(Family family, byte[] from, byte[] to, Predicate<RocksIterator> visit) {
        iterate(
                family,
                from,
                to,
                iterator -> {
                    iterator.seekToFirst();
                    while (iterator.isValid() && visit.test(iterator)) {
                        iterator.next();
                    }
                    return true;
                });
    }

    @Override
    public void write(byte[] changes, boolean sync) {
        enter();
        try (var batch = new WriteBatch(changes)) {
            db.write(sync ? synced : unsynced, batch);
        } catch (RocksDBException e) {
            throw StoreErrors.of(directory, "writing", e);
        } finally {
            active.decrementAndGet();
        }
    }

    @Override
    public void sync() {
        enter();
        try {
            db.syncWal();
        } catch (RocksDBException e) {
            throw StoreErrors.of(directory, "writing", e);
        } finally {
            active.decrementAndGet();
        }
    }

    @Override
    public Path directory() {
        return directory;
    }

    private ColumnFamilyHandle handle(Family family) {
        return handles[family.id()];
    }

    private void enter() {
        active.incrementAndGet();
        if (closed) {
            active.decrementAndGet();
            throw StoreErrors.closed(directory);
        }
    }

    /// @param flush leaves everything in table files, so that the log is empty and what was deleted
    ///   takes no space
    void close(boolean flush) {
        closed = true;
        while (active.get() > 0) {
            LockSupport.parkNanos(100_000);
        }
        @Nullable BelayException failure = flush ? tryFlush() : null;
        try {
            for (ColumnFamilyHandle handle : handles) {
                handle.close();
            }
            db.closeE();
        } catch (RocksDBException e) {
            failure = failure == null ? StoreErrors.of(directory, "closing", e) : failure;
        } finally {
            synced.close();
            unsynced.close();
            tuning.close();
        }
        if (failure != null) {
            throw failure;
        }
    }

    private @Nullable BelayException tryFlush() {
        try (var options = new FlushOptions().setWaitForFlush(true)) {
            db.flush(options, List.of(handles));
            // What was worked off leaves tombstones; of a long backlog it is not worth the time.
            if (db.getLongProperty(handle(Family.QUEUE), "rocksdb.total-sst-files-size")
                    < COMPACTED_AT_CLOSE_BYTES_MAX) {
                db.compactRange(handle(Family.QUEUE));
            }
            return null;
        } catch (RocksDBException e) {
            return StoreErrors.of(directory, "closing", e);
        }
    }

    @Override
    public void close() {
        close(true);
    }
}
