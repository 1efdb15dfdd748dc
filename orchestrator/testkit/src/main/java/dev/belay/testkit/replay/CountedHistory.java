package dev.belay.testkit.replay;

import dev.belay.core.history.StoredBatch;
import dev.belay.core.model.RunKey;
import dev.belay.core.port.HistoryReader;
import java.util.List;

/// Counts the batches that were read.
final class CountedHistory implements HistoryReader {
    private final HistoryReader inner;
    private int batches;

    CountedHistory(HistoryReader inner) {
        this.inner = inner;
    }

    @Override
    public List<StoredBatch> read(RunKey run, long after, int limit) {
        var page = inner.read(run, after, limit);
        batches += page.size();
        return page;
    }

    int batches() {
        return batches;
    }
}
