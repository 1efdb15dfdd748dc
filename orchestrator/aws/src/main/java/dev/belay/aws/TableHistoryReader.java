package dev.belay.aws;

import dev.belay.aws.Pages.Page;
import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.history.Snapshot;
import dev.belay.core.history.StoredBatch;
import dev.belay.core.model.Limits;
import dev.belay.core.model.RunKey;
import dev.belay.core.port.HistoryReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Reads histories: single batches first, and pages only where single batches are many or gone.
///
/// A run of fewer batches than fill a page is read with one query; one that is long costs one more
/// for the list of its pages, one request per page, and one for the batches after the last page.
final class TableHistoryReader implements HistoryReader {
    private final Table table;
    private final Pages pages;
    private final Renewal renewal;

    TableHistoryReader(Table table, Pages pages, Renewal renewal) {
        this.table = table;
        this.pages = pages;
        this.renewal = renewal;
    }

    /// What happens to what was read and would expire. A reader that may not write does nothing.
    interface Renewal {
        Renewal NONE =
                new Renewal() {
                    @Override
                    public void read(List<Map<String, AttributeValue>> batches) {}

                    @Override
                    public void read(Page page, List<StoredBatch> batches) {}
                };

        void read(List<Map<String, AttributeValue>> batches);

        void read(Page page, List<StoredBatch> batches);
    }

    @Override
    public List<StoredBatch> read(RunKey run, long after, int limit) {
        var found = new ArrayList<StoredBatch>();
        boolean complete = readSingles(run, after, limit, found);
        if (!complete) {
            readPages(run, after, limit, found);
            readTail(run, after, limit, found);
        }
        return found;
    }

    @Override
    public Optional<Snapshot> latestSnapshot(RunKey run) {
        return pages.latestSnapshot(run);
    }

    /// @return whether there is nothing more to look for
    private boolean readSingles(RunKey run, long after, int limit, List<StoredBatch> found) {
        int wanted = Math.min(limit, Limits.BATCHES_PER_PAGE);
        // Pages sort after batches: from the beginning, one query sees that a run has neither.
        String to = (after == 0 ? Keys.PAGES : Keys.BATCHES) + Keys.END;
        var items = table.query(Query.between(Keys.run(run), Keys.batch(after + 1), to, wanted));
        var batches = items.stream().filter(item -> !Pages.isPage(item)).toList();
        addInSequence(after, batches, found);
        boolean gap = found.size() < batches.size();
        if (gap) {
            return false;
        }
        if (batches.isEmpty()) {
            return after == 0 && items.isEmpty();
        }
        return found.size() >= limit || items.size() < wanted;
    }

    private void readPages(RunKey run, long after, int limit, List<StoredBatch> found) {
        for (Page page : pages.after(run, after + found.size())) {
            long last = after + found.size();
            if (found.size() >= limit || page.first() > last + 1) {
                return;
            }
            if (page.through() > last) {
                var batches = pages.read(page);
                renewal.read(page, batches);
                batches.stream()
                        .filter(batch -> batch.number() > last)
                        .limit(limit - found.size())
                        .forEach(found::add);
            }
        }
    }

    private void readTail(RunKey run, long after, int limit, List<StoredBatch> found) {
        if (found.size() < limit) {
            long last = after + found.size();
            var items =
                    table.query(
                            Query.between(
                                    Keys.run(run),
                                    Keys.batch(last + 1),
                                    Keys.BATCHES + Keys.END,
                                    limit - found.size()));
            int before = found.size();
            addInSequence(last, items, found);
            if (found.size() - before < items.size()) {
                throw new BelayException(
                        ErrorCode.STORE_CORRUPT,
                        "the history of run %s lacks batch %d, but has later ones; it was deleted, or the run has been closed for longer than the retention"
                                .formatted(run, after + found.size() + 1));
            }
        }
    }

    /// Adds the batches that follow `after` without a gap.
    private void addInSequence(
            long after, List<Map<String, AttributeValue>> items, List<StoredBatch> found) {
        long expected = after + 1;
        for (var item : items) {
            long number = Keys.number(Items.text(item, Items.SORT));
            if (number != expected) {
                break;
            }
            found.add(new StoredBatch(number, Items.bytes(item, Items.BYTES)));
            expected++;
        }
        renewal.read(items);
    }
}
