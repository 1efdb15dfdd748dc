package dev.belay.embedded;

import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.port.AttemptStore;
import dev.belay.core.port.HistoryStore;
import dev.belay.core.port.Inbox;
import dev.belay.core.port.PayloadStore;
import dev.belay.core.port.Records;
import dev.belay.core.port.RunIndex;
import dev.belay.core.port.RunWatch;
import dev.belay.core.port.TimerStore;
import dev.belay.flow.store.FlowStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A store in a directory, and the ports on it. One process at a time has it open.
///
/// `append`, `point`, `add`, `seal`, `begin`, records and what publishes a flow are durable when
/// they return. The rest is on the disk after it in the order of the calls, within
/// [EmbeddedOptions#SYNC_INTERVAL] or with the next durable change: a crash takes from the end, and
/// what it leaves is a state that there was.
///
/// After a write that failed, all writes are refused until the store is opened again.
public final class EmbeddedStore implements AutoCloseable {
    private static final byte[] FORMAT_KEY = {'f'};
    private static final byte FORMAT = 1;

    private final DirectoryLock lock;
    private final Database database;
    private final Journal journal;
    private final EmbeddedRunWatch watch = new EmbeddedRunWatch();
    private final EmbeddedHistories histories;
    private final EmbeddedRunIndex index;
    private final EmbeddedInbox inbox;
    private final EmbeddedQueues queues;
    private final EmbeddedTimers timers;
    private final EmbeddedAttempts attempts;
    private final EmbeddedRecords records;
    private final EmbeddedFlows flows;
    private final PayloadDirectory payloads;
    private boolean closed;

    private EmbeddedStore(
            EmbeddedOptions options,
            DirectoryLock lock,
            Database database,
            Journal journal,
            DiskSpace space) {
        this.lock = lock;
        this.database = database;
        this.journal = journal;
        requireFormat();
        histories = new EmbeddedHistories(database, journal, watch);

        index = new EmbeddedRunIndex(database, journal, watch);
        watch.readFrom(
                histories::last,
                run -> index.head(run).filter(h -> h.status().isClosed()).isPresent());
        inbox = new EmbeddedInbox(database, journal);
        timers = new EmbeddedTimers(database, journal);
        attempts = new EmbeddedAttempts(database, journal);
        records = new EmbeddedRecords(database, journal);
        flows = new EmbeddedFlows(database, journal);
        payloads = new PayloadDirectory(options.directory().resolve("payloads"), space);
        queues = new EmbeddedQueues(database, journal, options);
    }

    /// @throws BelayException `STORE_IN_USE` when it is open already, `STORE_CORRUPT` when what is
    ///   there is damaged
    public static EmbeddedStore open(EmbeddedOptions options) {
        Path directory = options.directory();
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw StoreErrors.of(directory, "opening", e);
        }
        DirectoryLock lock = DirectoryLock.acquire(directory);
        try {
            return open(options, lock, Database.open(options, directory.resolve("db")));
        } catch (RuntimeException | Error e) {
            lock.close();
            throw e;
        }
    }

    private static EmbeddedStore open(
            EmbeddedOptions options, DirectoryLock lock, Database database) {
        DiskSpace space = DiskSpace.of(options.directory(), options.freeBytesMin());
        var journal = new Journal(database, options.durability(), space);
        try {
            return new EmbeddedStore(options, lock, database, journal, space);
        } catch (RuntimeException | Error e) {
            journal.close();
            database.close(false);
            throw e;
        }
    }

    /// With the defaults of [EmbeddedOptions#in].
    public static EmbeddedStore open(Path directory) {
        return open(EmbeddedOptions.in(directory));
    }

    private void requireFormat() {
        byte[] found = database.get(Family.STATE, FORMAT_KEY);
        if (found == null) {
            journal.commit(changes -> changes.put(Family.STATE, FORMAT_KEY, new byte[] {FORMAT}));
        } else if (found[0] != FORMAT) {
            throw new BelayException(
                    ErrorCode.UNSUPPORTED_HISTORY,
                    "the store at %s has format %d, this build knows %d; open it with the build that wrote it"
                            .formatted(database.directory(), found[0], FORMAT));
        }
    }

    public HistoryStore histories() {
        return histories;
    }

    public RunIndex index() {
        return index;
    }

    public Inbox inbox() {
        return inbox;
    }

    /// Sends return before the messages are on the disk; [EmbeddedQueues] says why that is safe in
    /// an engine.
    public EmbeddedQueues queues() {
        return queues;
    }

    public TimerStore timers() {
        return timers;
    }

    public PayloadStore payloads() {
        return payloads;
    }

    public AttemptStore attempts() {
        return attempts;
    }

    public Records records() {
        return records;
    }

    public FlowStore flows() {
        return flows;
    }

    public RunWatch watch() {
        return watch;
    }

    /// Returns when every change that was made before is on the disk, whatever the durability.
    public void awaitDurable() {
        journal.awaitDurable();
    }

    /// Writes what is waiting, and leaves everything in as little space as it takes. May be called
    /// twice.
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            queues.close();
            journal.close();
            watch.close();
        } finally {
            try {
                database.close();
            } finally {
                lock.close();
            }
        }
    }
}
