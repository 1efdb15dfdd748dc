package dev.belay.core.engine;

import dev.belay.core.codec.HistoryFields;
import dev.belay.core.engine.Orchestrator.LostRace;
import dev.belay.core.history.Batch;
import dev.belay.core.history.HistoryEvent;
import dev.belay.core.history.HistoryEvent.DecisionSplit;
import dev.belay.core.history.StoredBatch;
import dev.belay.core.machine.RunState;
import dev.belay.core.model.Limits;
import dev.belay.core.port.HistoryStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Appends what an advance has to record, and folds it into the state.
final class BatchWriter {
    private final HistoryStore histories;
    private final RunState state;

    BatchWriter(HistoryStore histories, RunState state) {
        this.histories = histories;
        this.state = state;
    }

    /// Appends events as one batch; as several where one would be too large. A crash between them
    /// leaves a decision that the next advance completes.
    ///
    /// @throws LostRace when the batch number is taken
    void append(Instant time, List<? extends HistoryEvent> events) {
        long number = state.lastBatch() + 1;
        var batch = new Batch(number, time, List.copyOf(events));
        StoredBatch stored = HistoryFields.toStored(batch);
        if (stored.bytes().length <= Limits.BATCH_BYTES_MAX || events.size() == 1) {
            append(batch, stored);
            return;
        }
        int half = events.size() / 2;
        var first = new ArrayList<HistoryEvent>(events.subList(0, half));
        first.add(new DecisionSplit());
        append(time, first);
        append(time, events.subList(half, events.size()));
    }

    private void append(Batch batch, StoredBatch stored) {
        if (!histories.append(state.run(), stored)) {
            throw new LostRace();
        }
        state.apply(batch);
    }
}
