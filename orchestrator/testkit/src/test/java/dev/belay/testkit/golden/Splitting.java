package dev.belay.testkit.golden;

import dev.belay.core.codec.HistoryFields;
import dev.belay.core.history.Batch;
import dev.belay.core.history.HistoryEvent;
import dev.belay.core.history.HistoryEvent.DecisionSplit;
import dev.belay.json.ExportedHistory;
import java.util.ArrayList;
import java.util.List;

/// Makes of a history what it were if its first decision had been too large for one batch. A real
/// one would take hundreds of kilobytes.
final class Splitting {
    private Splitting() {}

    /// The beginning of the first decision, and nothing after it.
    ///
    /// @param recorded how many of its events the crash left
    static ExportedHistory cutShort(ExportedHistory whole, int recorded) {
        Batch first = whole.decoded().getFirst();
        return new ExportedHistory(
                whole.run(),
                List.of(HistoryFields.toStored(begun(first, recorded))),
                whole.payloads());
    }

    /// The first decision in two batches, and all that follows it.
    static ExportedHistory inTwoBatches(ExportedHistory whole) {
        List<Batch> batches = whole.decoded();
        Batch first = batches.getFirst();
        int half = first.events().size() - 2;
        var split = new ArrayList<Batch>();
        split.add(begun(first, half));
        split.add(new Batch(2, first.time(), first.events().subList(half, first.events().size())));
        for (Batch batch : batches.subList(1, batches.size())) {
            split.add(new Batch(batch.number() + 1, batch.time(), batch.events()));
        }
        return new ExportedHistory(
                whole.run(),
                split.stream().map(HistoryFields::toStored).toList(),
                whole.payloads());
    }

    private static Batch begun(Batch batch, int events) {
        var begun = new ArrayList<HistoryEvent>(batch.events().subList(0, events));
        begun.add(new DecisionSplit());
        return new Batch(batch.number(), batch.time(), begun);
    }
}
