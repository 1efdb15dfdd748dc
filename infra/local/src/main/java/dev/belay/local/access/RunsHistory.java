package dev.belay.local.access;

import dev.belay.core.codec.HistoryFields;
import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.history.StoredBatch;
import dev.belay.core.model.RunKey;
import dev.belay.core.port.HistoryReader;
import java.time.Duration;
import java.util.List;

/// The histories of runs, wherever they are.
public record RunsHistory(Runs runs) implements HistoryReader {
    @Override
    public List<StoredBatch> read(RunKey run, long after, int limit) {
        try {
            return runs
                    .in(run.workspace().name())
                    .history(run.runId().value(), after, limit, Duration.ZERO)
                    .batches()
                    .stream()
                    .map(HistoryFields::toStored)
                    .toList();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BelayException(
                    ErrorCode.STORE_UNAVAILABLE,
                    "interrupted while reading the history of run %s".formatted(run),
                    e);
        }
    }
}
