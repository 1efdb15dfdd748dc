package dev.belay.aws;

import dev.belay.aws.Pages.Page;
import dev.belay.aws.Table.Condition;
import dev.belay.aws.Table.Written;
import dev.belay.core.history.Snapshot;
import dev.belay.core.history.StoredBatch;
import dev.belay.core.model.Limits;
import dev.belay.core.model.RunKey;
import dev.belay.core.port.HistoryStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Histories as items that are written once, under a condition, and never changed.
final class TableHistoryStore implements HistoryStore {
    /// Uncompressed. A page must fit into memory more than once.
    static final int PAGE_BYTES_MAX = 4 * 1024 * 1024;

    private final Table table;
    private final Pages pages;
    private final Expiry expiry;
    private final TableHistoryReader reader;

    TableHistoryStore(Table table, Pages pages, Expiry expiry) {
        this.table = table;
        this.pages = pages;
        this.expiry = expiry;
        this.reader = new TableHistoryReader(table, pages, new Renewing());
    }

    @Override
    public List<StoredBatch> read(RunKey run, long after, int limit) {
        return reader.read(run, after, limit);
    }

    @Override
    public boolean append(RunKey run, StoredBatch batch) {
        var item = new HashMap<>(Keys.batch(run, batch.number()).attributes());
        item.put(Items.BYTES, Items.bytes(batch.bytes()));
        item.put(Items.EXPIRES, expiry.whileOpen());
        return switch (table.put(item, Condition.ABSENT)) {
            case Written.Done _ -> true;
            // The SDK sends a request again when no answer came. If the first had arrived, the
            // second finds the number taken, by this very batch.
            case Written.Refused(var existing, boolean retried) ->
                    retried && Arrays.equals(Items.bytes(existing, Items.BYTES), batch.bytes());
        };
    }

    @Override
    public void putSnapshot(RunKey run, Snapshot snapshot) {
        pages.writeSnapshot(run, snapshot);
    }

    @Override
    public Optional<Snapshot> latestSnapshot(RunKey run) {
        return reader.latestSnapshot(run);
    }

    /// The single batches stay until they expire: deleting one costs as much as writing it.
    @Override
    public void compact(RunKey run, long through) {
        long reach = pages.reach(run);
        while (reach < through) {
            var batches = nextPage(run, reach, through);
            if (batches.isEmpty()) {
                return;
            }
            pages.write(run, batches);
            reach = batches.getLast().number();
        }
    }

    private List<StoredBatch> nextPage(RunKey run, long after, long through) {
        int count = (int) Math.min(Limits.BATCHES_PER_PAGE, through - after);
        var items =
                table.query(
                        Query.between(
                                Keys.run(run),
                                Keys.batch(after + 1),
                                Keys.batch(after + count),
                                count));
        var page = new ArrayList<StoredBatch>();
        long bytes = 0;
        for (var item : items) {
            long number = Keys.number(Items.text(item, Items.SORT));
            byte[] content = Items.bytes(item, Items.BYTES);
            bytes += content.length;
            boolean full = !page.isEmpty() && bytes > PAGE_BYTES_MAX;
            if (number != after + 1 + page.size() || full) {
                break;
            }
            page.add(new StoredBatch(number, content));
        }
        return page;
    }

    /// Extends the life of what an open run still needs.
    private final class Renewing implements TableHistoryReader.Renewal {
        @Override
        public void read(List<Map<String, AttributeValue>> batches) {
            table.putAll(
                    batches.stream()
                            .filter(item -> expiry.isRunningOut(Items.number(item, Items.EXPIRES)))
                            .map(this::renewed)
                            .toList());
        }

        @Override
        public void read(Page page, List<StoredBatch> batches) {
            if (expiry.isRunningOut(page.expiresAt())) {
                pages.write(page.run(), batches);
            }
        }

        /// Batches never change, so the whole item can be written again without a condition.
        private Map<String, AttributeValue> renewed(Map<String, AttributeValue> item) {
            var renewed = new HashMap<>(item);
            renewed.put(Items.EXPIRES, expiry.whileOpen());
            return renewed;
        }
    }
}
