package dev.belay.core.port;

import dev.belay.core.history.Snapshot;
import dev.belay.core.history.StoredBatch;
import dev.belay.core.model.RunKey;
import java.util.List;
import java.util.Optional;

/// Reads histories. Has no method that writes, so what holds only this cannot change a run.
public interface HistoryReader {
    /// Batches with a number above `after`, ascending, without gaps, as of now (never stale).
    ///
    /// @return at most `limit`, fewer only when there are no more; empty where the run is unknown
    List<StoredBatch> read(RunKey run, long after, int limit);

    /// The snapshot that was put last, or one before it. Only saves reading: whoever finds none, or
    /// cannot use it, reads the batches.
    default Optional<Snapshot> latestSnapshot(RunKey run) {
        return Optional.empty();
    }
}
