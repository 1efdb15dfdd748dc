package dev.belay.local.access;

import dev.belay.core.codec.HistoryFields;
import dev.belay.core.decider.Payloads;
import dev.belay.core.engine.RunLoader;
import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.history.Batch;
import dev.belay.core.history.StoredBatch;
import dev.belay.core.model.RunKey;
import dev.belay.core.port.PayloadStore;
import dev.belay.core.replay.WorkflowRegistry;
import dev.belay.json.JacksonPayloadCodec;
import dev.belay.local.host.Catalog;
import java.util.List;
import java.util.Optional;

/// Replays histories against the code at hand.
public final class Replays {
    private final Catalog catalog;
    private final PayloadStore payloads;
    private final String build;

    public Replays(Catalog catalog, PayloadStore payloads, String build) {
        this.catalog = catalog;
        this.payloads = payloads;
        this.build = build;
    }

    /// @return how the code differs from the history; empty where it matches
    /// @throws BelayException `UNKNOWN_WORKFLOW` when there is no such code
    public Optional<String> mismatch(Histories.Whole history) {
        var workflows =
                new WorkflowRegistry(
                        catalog.workflows(), new Payloads(new JacksonPayloadCodec(), payloads));
        if (history.batches().isEmpty()) {
            throw new BelayException(
                    ErrorCode.RUN_NOT_FOUND,
                    "run %s has no history to replay".formatted(history.run()));
        }
        // Says so where the workflow is unknown here; else a replay would call it a mismatch.
        workflows.lane(history.run().workspace(), history.state().request().workflow());
        var loader =
                new RunLoader(
                        (run, after, limit) -> page(history, run, after, limit), workflows, build);
        try {
            loader.replayed(history.run()).dispose();
            return Optional.empty();
        } catch (BelayException e) {
            if (e.code() == ErrorCode.NON_DETERMINISM) {
                return Optional.of(String.valueOf(e.getMessage()));
            }
            throw e;
        }
    }

    private static List<StoredBatch> page(
            Histories.Whole history, RunKey run, long after, int limit) {
        if (!run.equals(history.run())) {
            return List.of();
        }
        return history.batches().stream()
                .filter((Batch batch) -> batch.number() > after)
                .limit(limit)
                .map(HistoryFields::toStored)
                .toList();
    }
}
