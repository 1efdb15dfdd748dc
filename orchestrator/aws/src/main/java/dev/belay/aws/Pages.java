package dev.belay.aws;

import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.history.Snapshot;
import dev.belay.core.history.StoredBatch;
import dev.belay.core.model.RunKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The pages of histories: their bytes are blobs, and a small item per page says that it is there.
///
/// Pages of one run may overlap where two hosts compacted at the same time; both are right.
final class Pages {
    private final Table table;
    private final Blobs blobs;
    private final Expiry expiry;

    Pages(Table table, Blobs blobs, Expiry expiry) {
        this.table = table;
        this.blobs = blobs;
        this.expiry = expiry;
    }

    /// @param expiresAt in seconds
    record Page(RunKey run, long first, long through, long expiresAt) {
        String blob() {
            return Blobs.page(run, first, through);
        }
    }

    static boolean isPage(Map<String, AttributeValue> item) {
        return Items.text(item, Items.SORT).startsWith(Keys.PAGES);
    }

    /// Pages that hold a batch above `after`, by what they reach to.
    List<Page> after(RunKey run, long after) {
        return table.query(range(run, after, Integer.MAX_VALUE)).stream()
                .map(item -> page(run, item))
                .toList();
    }

    /// The last batch that is in a page, 0 if none is.
    long reach(RunKey run) {
        return table.query(range(run, 0, 1).newestFirst()).stream()
                .mapToLong(item -> page(run, item).through())
                .findFirst()
                .orElse(0);
    }

    List<StoredBatch> read(Page page) {
        byte[] bytes =
                blobs.get(page.blob())
                        .orElseThrow(() ->
                                new BelayException(
                                        ErrorCode.STORE_CORRUPT,
                                        "the page %s of the history of run %s is missing; it was deleted, or the bucket's lifecycle rule is shorter than twice the retention"
                                                .formatted(page.blob(), page.run())));
        return PageBytes.unpack(page.blob(), bytes);
    }

    /// First the bytes, then the item that makes readers look for them.
    void write(RunKey run, List<StoredBatch> batches) {
        long first = batches.getFirst().number();
        long through = batches.getLast().number();
        blobs.put(Blobs.page(run, first, through), PageBytes.pack(batches), Blobs.Kind.PAGE);
        var item = new HashMap<String, AttributeValue>();
        item.put(Items.PARTITION, Items.text(Keys.run(run)));
        item.put(Items.SORT, Items.text(Keys.page(through)));
        item.put(Items.NUMBER, Items.number(first));
        item.put(Items.EXPIRES, expiry.whileOpen());
        table.put(item, null);
    }

    /// First the bytes, then the item that makes readers look for them. The snapshot before it
    /// stays until it expires: somebody may be about to read it.
    void writeSnapshot(RunKey run, Snapshot snapshot) {
        blobs.put(Blobs.snapshot(run, snapshot.asOf()), snapshot.bytes(), Blobs.Kind.PAGE);
        var item = new HashMap<>(Keys.snapshot(run).attributes());
        item.put(Items.NUMBER, Items.number(snapshot.asOf()));
        item.put(Items.EXPIRES, expiry.whileOpen());
        table.put(item, null);
    }

    Optional<Snapshot> latestSnapshot(RunKey run) {
        return table.get(Keys.snapshot(run))
                .map(item -> Items.number(item, Items.NUMBER))
                .flatMap(asOf ->
                        blobs.get(Blobs.snapshot(run, asOf))
                                .map(bytes -> new Snapshot(asOf, bytes)));
    }

    private static Query range(RunKey run, long after, int limit) {
        return Query.between(Keys.run(run), Keys.page(after + 1), Keys.PAGES + Keys.END, limit);
    }

    private static Page page(RunKey run, Map<String, AttributeValue> item) {
        return new Page(
                run,
                Items.number(item, Items.NUMBER),
                Keys.number(Items.text(item, Items.SORT)),
                Items.number(item, Items.EXPIRES));
    }
}
