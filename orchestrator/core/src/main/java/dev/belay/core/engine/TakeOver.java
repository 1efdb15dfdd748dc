package dev.belay.core.engine;

import dev.belay.core.codec.HistoryFields;
import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.history.Batch;
import dev.belay.core.history.HistoryEvent;
import dev.belay.core.history.HistoryEvent.Incoming;
import dev.belay.core.history.HistoryEvent.RunStarted;
import dev.belay.core.machine.RunState;
import dev.belay.core.machine.TakenOver;
import dev.belay.core.message.Resumption;
import dev.belay.core.message.RunMessage;
import dev.belay.core.message.StartRequest;
import dev.belay.core.model.RunId;
import dev.belay.core.model.RunKey;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Gives a run that resumes a closed one the history that it takes over, batch by batch. A host
/// that dies in between leaves what the next one completes: both write the same.
final class TakeOver {
    private final Orchestrator engine;
    private final RunState state;
    private final StartRequest request;
    private final Resumption resumption;
    private List<Incoming> told = List.of();

    private TakeOver(
            Orchestrator engine, RunState state, StartRequest request, Resumption resumption) {
        this.engine = engine;
        this.state = state;
        this.request = request;
        this.resumption = resumption;
    }

    /// Null where nothing is to be taken over, or all has been.
    static @Nullable TakeOver of(Orchestrator engine, RunState state, List<RunMessage> messages) {
        StartRequest request;
        if (state.exists()) {
            request = state.request();
        } else {
            RunMessage.Start start = Orchestrator.startAmong(messages);
            if (start == null) {
                return null;
            }
            request = start.request();
        }
        Resumption resumption = request.resumed();
        if (resumption == null || isComplete(state, resumption)) {
            return null;
        }
        return new TakeOver(engine, state, request, resumption);
    }

    /// What was told is in the batch after the last one that is copied.
    private static boolean isComplete(RunState state, Resumption resumption) {
        long needed = resumption.copied() + (resumption.tells() ? 1 : 0);
        return state.lastBatch() >= needed;
    }

    /// The run with what it has taken over, decided by nobody yet.
    ///
    /// @throws BelayException `RUN_NOT_FOUND` when the closed run is gone
    LoadedRun load() {
        RunKey run = state.run();
        var closed = new RunKey(run.workspace(), resumption.of());
        List<Batch> history = engine.loader().read(closed);
        if (history.isEmpty()) {
            throw new BelayException(
                    ErrorCode.RUN_NOT_FOUND,
                    "run %s resumes %s, whose history is gone; start the workflow anew"
                            .formatted(run, closed));
        }
        TakenOver taken =
                TakenOver.of(
                        history,
                        resumption.before(),
                        resumption.again(),
                        command -> child(run.runId(), command));
        for (Batch batch : taken.batches()) {
            if (batch.number() > state.lastBatch()) {
                // Where it is there already, another host takes over the same.
                var _ = engine.ports().histories().append(run, HistoryFields.toStored(own(batch)));
            }
        }
        LoadedRun loaded = engine.loader().load(run, engine.ports().clock().instant());
        // Another host may have gone further meanwhile, and what was told is told once.
        told = loaded.state.lastBatch() == resumption.copied() ? taken.told() : List.of();
        return loaded;
    }

    /// What the first decision of its own is told.
    List<Incoming> told() {
        return told;
    }

    private Batch own(Batch batch) {
        if (batch.number() != 1) {
            return batch;
        }
        var events = new ArrayList<HistoryEvent>(batch.events());
        events.replaceAll(event ->
                event instanceof RunStarted ? engine.started(state.run(), request) : event);
        return new Batch(1, batch.time(), events);
    }

    private static RunId child(RunId parent, int command) {
        UUID hash =
                UUID.nameUUIDFromBytes(
                        "%s/%d"
                                .formatted(parent, command)
                                .getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return RunId.of(
                parent.createdAt(),
                (int) hash.getMostSignificantBits(),
                hash.getLeastSignificantBits());
    }
}
