package dev.belay.embedded;

import dev.belay.core.history.Snapshot;
import dev.belay.core.history.StoredBatch;
import dev.belay.core.model.Limits;
import dev.belay.core.model.RunKey;
import dev.belay.core.port.HistoryStore;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksIterator;

/// Histories as records: one per batch, and one per page of merged batches.
final class EmbeddedHistories implements HistoryStore {
    /// A page is not made larger than this by one more batch.
    private static final int PAGE_BYTES_MAX = 1024 * 1024;

    private final Database database;
    private final Journal journal;
    private final EmbeddedRunWatch watch;
    private final Stripes compactions = new Stripes(64);
    private final Tails tails = new Tails();

    EmbeddedHistories(Database database, Journal journal, EmbeddedRunWatch watch) {
        this.database = database;
        this.journal = journal;
        this.watch = watch;
    }

    @Override
    public boolean append(RunKey run, StoredBatch batch) {
        byte[] key = HistoryKeys.single(run, batch.number());
        for (; ; ) {
            var step = new Append(run, batch, key);
            boolean appended = journal.commitIf(step);
            if (appended) {
                watch.grown(run);
                return true;
            }
            if (!step.tailUnknown) {
                // The winner's batch must be there when the loser reads.
                journal.settle();
                return false;
            }
            loadTail(run, step.evictions);
        }
    }

    /// One try, under the journal's lock.
    private final class Append implements Predicate<Changes> {
        private final RunKey run;
        private final StoredBatch batch;
        private final byte[] key;
        boolean tailUnknown;
        long evictions;

        Append(RunKey run, StoredBatch batch, byte[] key) {
            this.run = run;
            this.batch = batch;
            this.key = key;
        }

        @Override
        public boolean test(Changes changes) {
            Long last = tails.get(run);
            tailUnknown = last == null;
            evictions = tails.evictions();
            if (last == null || batch.number() <= last) {
                return false;
            }
            changes.put(Family.HISTORY, key, batch.bytes());
            tails.put(run, batch.number());
            return true;
        }
    }

    private void loadTail(RunKey run, long evictionsBefore) {
        journal.settle();
        long last = last(run);
        journal.locked(() -> tails.load(run, last, evictionsBefore));
    }

    /// The number of the last batch that can be read; 0 where there is none.
    long last(RunKey run) {
        return database.iterate(
                Family.HISTORY,
                HistoryKeys.begin(run),
                HistoryKeys.end(run),
                iterator -> {
                    iterator.seekToLast();
                    if (!iterator.isValid()) {
                        return 0L;
                    }
                    byte[] key = iterator.key();
                    long number = HistoryKeys.number(key);
                    return HistoryKeys.isPage(key)
                            ? HistoryPage.last(number, iterator.value())
                            : number;
                });
    }

    @Override
    public List<StoredBatch> read(RunKey run, long after, int limit) {
        var evictions = new long[1];
        journal.locked(() -> evictions[0] = tails.evictions());
        List<StoredBatch> batches =
                database.iterate(
                        Family.HISTORY,
                        HistoryKeys.begin(run),
                        HistoryKeys.end(run),
                        iterator -> read(iterator, run, after, limit));
        if (batches.size() < limit && (after == 0 || !batches.isEmpty())) {
            // The end was seen: whoever appends next need not look for it.
            long last = batches.isEmpty() ? 0 : batches.getLast().number();
            journal.locked(() -> tails.load(run, last, evictions[0]));
        }
        return batches;
    }

    private static List<StoredBatch> read(
            RocksIterator iterator, RunKey run, long after, int limit) {
        var batches = new ArrayList<StoredBatch>(Math.min(limit, 256));
        // Pages are contiguous from the first batch on: only the last one that begins at or before
        // the wanted batch can hold it.
        iterator.seekForPrev(HistoryKeys.page(run, after + 1));
        if (!iterator.isValid() || !reaches(iterator, after)) {
            iterator.seek(HistoryKeys.single(run, after + 1));
        }
        while (iterator.isValid() && batches.size() < limit) {
            byte[] key = iterator.key();
            long number = HistoryKeys.number(key);
            if (HistoryKeys.isPage(key)) {
                for (StoredBatch batch : HistoryPage.read(number, iterator.value())) {
                    if (batch.number() > after && batches.size() < limit) {
                        batches.add(batch);
                    }
                }
            } else {
                batches.add(new StoredBatch(number, iterator.value()));
            }
            iterator.next();
        }
        return batches;
    }

    private static boolean reaches(RocksIterator page, long after) {
        return HistoryPage.last(HistoryKeys.number(page.key()), page.value()) > after;
    }

    @Override
    public void compact(RunKey run, long through) {
        // Two at once could each write a page with the same beginning, the shorter one last.
        compactions.run(
                run,
                () -> {
                    journal.settle();
                    @Nullable Group last = null;
                    for (List<StoredBatch> page : singles(run, through)) {
                        last = journal.submit(changes -> merge(changes, run, page));
                    }
                    if (last != null) {
                        journal.await(last);
                    }
                    return true;
                });
    }

    @Override
    public void putSnapshot(RunKey run, Snapshot snapshot) {
        byte[] value =
                ByteBuffer.allocate(Long.BYTES + snapshot.bytes().length)
                        .putLong(snapshot.asOf())
                        .put(snapshot.bytes())
                        .array();
        journal.commit(changes -> changes.put(Family.HISTORY, HistoryKeys.snapshot(run), value));
    }

    @Override
    public Optional<Snapshot> latestSnapshot(RunKey run) {
        byte[] value = database.get(Family.HISTORY, HistoryKeys.snapshot(run));
        return value == null
                ? Optional.empty()
                : Optional.of(
                        new Snapshot(
                                ByteBuffer.wrap(value).getLong(),
                                Arrays.copyOfRange(value, Long.BYTES, value.length)));
    }

    private static void merge(Changes changes, RunKey run, List<StoredBatch> page) {
        changes.put(
                Family.HISTORY,
                HistoryKeys.page(run, page.getFirst().number()),
                HistoryPage.write(page));
        for (StoredBatch batch : page) {
            changes.deleteOnce(Family.HISTORY, HistoryKeys.single(run, batch.number()));
        }
    }

    private List<List<StoredBatch>> singles(RunKey run, long through) {
        var pages = new ArrayList<List<StoredBatch>>();
        var page = new ArrayList<StoredBatch>();
        int bytes = 0;
        for (StoredBatch batch : singleBatches(run, through)) {
            bytes += batch.bytes().length;
            if (page.size() == Limits.BATCHES_PER_PAGE
                    || !page.isEmpty() && bytes > PAGE_BYTES_MAX) {
                pages.add(List.copyOf(page));
                page.clear();
                bytes = batch.bytes().length;
            }
            page.add(batch);
        }
        if (page.size() > 1) {
            pages.add(page);
        }
        return pages;
    }

    private List<StoredBatch> singleBatches(RunKey run, long through) {
        var batches = new ArrayList<StoredBatch>();
        database.scan(
                Family.HISTORY,
                HistoryKeys.single(run, 0),
                HistoryKeys.single(run, through + 1),
                iterator ->
                        batches.add(
                                new StoredBatch(
                                        HistoryKeys.number(iterator.key()), iterator.value())));
        return batches;
    }
}
