package dev.belay.api.runs;

import dev.belay.api.http.Cursors;
import dev.belay.api.masking.Masker;
import dev.belay.api.words.Narrator;
import dev.belay.core.client.RunClient;
import dev.belay.core.history.Batch;
import dev.belay.core.history.HistoryEvent;
import dev.belay.core.model.RunKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Histories page by page, from either end.
final class HistoryService {
    private final RunClient client;
    private final FoldedRuns folded;

    HistoryService(RunClient client, FoldedRuns folded) {
        this.client = client;
        this.folded = folded;
    }

    /// Waits up to `wait` where nothing follows the cursor yet.
    HistoryPage oldestFirst(
            RunKey run, @Nullable String cursor, int limit, Duration wait, Masker masker)
            throws InterruptedException {
        String list = HistoryPage.list(run);
        String position = Cursors.read(list, cursor);
        long after = position == null ? 0 : Long.parseLong(position);
        List<Batch> batches = client.awaitHistory(run, after, limit, wait);
        boolean ends =
                !batches.isEmpty()
                        && batches.getLast().events().stream().anyMatch(HistoryEvent::closesRun);
        long last = batches.isEmpty() ? after : batches.getLast().number();
        return new HistoryPage(
                run.runId().value(),
                lines(run, batches, masker),
                ends ? null : Cursors.write(list, Long.toString(last)));
    }

    HistoryPage newestFirst(RunKey run, @Nullable String cursor, int limit, Masker masker) {
        String list = "newest history " + run;
        String position = Cursors.read(list, cursor);
        long through = position == null ? lastBatch(run) : Long.parseLong(position);
        long after = Math.max(0, through - limit);
        List<Batch> batches = client.history(run, after, (int) (through - after));
        return new HistoryPage(
                run.runId().value(),
                lines(run, batches, masker).reversed(),
                after == 0 ? null : Cursors.write(list, Long.toString(after)));
    }

    private long lastBatch(RunKey run) {
        return folded.look(client, run, at -> at.state().lastBatch());
    }

    private List<HistoryPage.Line> lines(RunKey run, List<Batch> batches, Masker masker) {
        if (batches.isEmpty()) {
            return List.of();
        }
        return folded.look(client, run, at -> lines(batches, at.narrator(), masker));
    }

    private static List<HistoryPage.Line> lines(
            List<Batch> batches, Narrator narrator, Masker masker) {
        var lines = new ArrayList<HistoryPage.Line>();
        for (Batch batch : batches) {
            int index = 0;
            for (HistoryEvent event : batch.events()) {
                lines.add(HistoryLines.line(batch, index++, event, narrator, masker));
            }
        }
        return lines;
    }
}
