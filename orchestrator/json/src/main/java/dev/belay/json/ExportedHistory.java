package dev.belay.json;

import dev.belay.core.codec.HistoryFields;
import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.history.Batch;
import dev.belay.core.history.StoredBatch;
import dev.belay.core.model.Payload;
import dev.belay.core.model.RunKey;
import dev.belay.core.model.Workspace;
import dev.belay.core.port.HistoryReader;
import dev.belay.core.port.PayloadStore;
import java.util.List;
import java.util.Map;

/// A run's history with all that replaying it takes, apart from the code: the batches as they were
/// stored and the bytes of the payloads that were stored beside them.
///
/// @param payloads by their digest
public record ExportedHistory(
        RunKey run, List<StoredBatch> batches, Map<String, Payload.Inline> payloads) {
    public ExportedHistory {
        batches = List.copyOf(batches);
        payloads = Map.copyOf(payloads);
    }

    /// The batches, decoded.
    public List<Batch> decoded() {
        return batches.stream().map(HistoryFields::fromStored).toList();
    }

    /// Reads this run, and no other.
    public HistoryReader reader() {
        return (key, after, limit) ->
                key.equals(run)
                        ? batches.stream()
                                .filter(batch -> batch.number() > after)
                                .limit(limit)
                                .toList()
                        : List.of();
    }

    /// Gives the payloads that came along, and keeps nothing.
    public PayloadStore payloadStore() {
        return new PayloadStore() {
            @Override
            public Payload.Stored put(Workspace workspace, byte[] bytes) {
                throw new IllegalStateException("an exported history takes no payloads");
            }

            @Override
            public byte[] get(Workspace workspace, Payload.Stored payload) {
                Payload.Inline content = payloads.get(payload.sha256());
                if (content == null) {
                    throw new BelayException(
                            ErrorCode.STORE_CORRUPT,
                            "the history of run %s came without its stored payload %s; export it with 'belay history RUN --export FILE'"
                                    .formatted(run, payload.sha256()));
                }
                return content.bytes().clone();
            }
        };
    }
}
