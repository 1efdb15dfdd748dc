package dev.belay.core.engine;

import dev.belay.core.codec.HistoryFields;
import dev.belay.core.decider.Decider;
import dev.belay.core.decider.Deciders;
import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.history.Batch;
import dev.belay.core.history.HistoryEvent;
import dev.belay.core.history.HistoryEvent.CommandIssued;
import dev.belay.core.history.HistoryEvent.DecisionSplit;
import dev.belay.core.history.HistoryEvent.Incoming;
import dev.belay.core.history.HistoryEvent.RunBlocked;
import dev.belay.core.history.HistoryEvent.RunUnblocked;
import dev.belay.core.machine.RunState;
import dev.belay.core.model.RunKey;
import dev.belay.core.port.HistoryReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Brings a run into memory: reads its history, folds it, replays its decisions.
public final class RunLoader {
    private static final int BATCHES_PER_READ = 1_000;

    private final HistoryReader histories;
    private final Deciders deciders;
    private final String build;

    public RunLoader(HistoryReader histories, Deciders deciders, String build) {
        this.histories = histories;
        this.deciders = deciders;
        this.build = build;
    }

    /// The folded state alone: for whoever only looks.
    public RunState state(RunKey run) {
        var state = new RunState(run);
        for (Batch batch : read(run)) {
            state.apply(batch);
        }
        return state;
    }

    /// All batches of a run, decoded.
    public List<Batch> read(RunKey run) {
        var batches = new ArrayList<Batch>();
        long after = 0;
        for (int got = BATCHES_PER_READ; got == BATCHES_PER_READ; ) {
            var page = histories.read(run, after, BATCHES_PER_READ);
            got = page.size();
            for (var stored : page) {
                batches.add(HistoryFields.fromStored(stored));
                after = stored.number();
            }
        }
        return batches;
    }

    /// A decider that has replayed the whole history.
    ///
    /// @throws BelayException when the code at hand cannot continue the run, or it does not exist
    public Decider replayed(RunKey run) {
        LoadedRun loaded = load(run, Instant.EPOCH, true);
        if (loaded.newlyBlocked != null) {
            throw new BelayException(ErrorCode.NON_DETERMINISM, loaded.newlyBlocked.message());
        }
        if (loaded.decider == null) {
            throw new BelayException(
                    ErrorCode.RUN_NOT_FOUND,
                    "run %s does not exist in this workspace".formatted(run));
        }
        return loaded.decider;
    }

    LoadedRun load(RunKey run, Instant now) {
        return load(run, now, false);
    }

    private LoadedRun load(RunKey run, Instant now, boolean evenClosed) {
        List<Batch> batches = read(run);
        var loaded = new LoadedRun(new RunState(run), now);
        for (Batch batch : batches) {
            loaded.state.apply(batch);
            loaded.lastTime = batch.time();
        }
        if (!loaded.state.exists() || (loaded.state.status().isClosed() && !evenClosed)) {
            return loaded;
        }
        RunBlocked blocked = loaded.state.blocked();
        boolean tryAgain = evenClosed || blocked == null || !blocked.build().equals(build);
        // What is old enough was merged when it was written.
        loaded.compactedThrough = loaded.state.lastBatch();
        if (tryAgain) {
            open(loaded, batches);
        } else {
            loaded.held.addAll(heldEvents(batches));
        }
        return loaded;
    }

    private void open(LoadedRun loaded, List<Batch> batches) {
        RunState state = loaded.state;
        @Nullable Decider decider = null;
        try {
            decider = deciders.open(state.run(), state.request(), state.startedAt());
            new Replayer(loaded, decider).replay(batches);
            loaded.decider = decider;
        } catch (BelayException failed) {
            if (decider != null) {
                decider.dispose();
            }
            if (failed.code().isOutage()) {
                throw failed;
            }
            loaded.newlyBlocked = blockedBy(failed);
            loaded.held.clear();
            loaded.held.addAll(heldEvents(batches));
        }
    }

    RunBlocked blockedBy(BelayException failed) {
        return new RunBlocked(failed.code().code(), String.valueOf(failed.getMessage()), build);
    }

    private static List<Incoming> heldEvents(List<Batch> batches) {
        var held = new ArrayList<Incoming>();
        boolean blocked = false;
        for (Batch batch : batches) {
            for (HistoryEvent event : batch.events()) {
                if (event instanceof RunBlocked) {
                    blocked = true;
                } else if (event instanceof RunUnblocked) {
                    blocked = false;
                    held.clear();
                } else if (blocked && event instanceof Incoming incoming) {
                    held.add(incoming);
                }
            }
        }
        return held;
    }

    /// Feeds batches to a decider in the portions that they were decided in.
    private static final class Replayer {
        private final LoadedRun loaded;
        private final Decider decider;
        private final List<Incoming> incoming = new ArrayList<>();
        private final List<CommandIssued> commands = new ArrayList<>();
        private boolean blocked;
        private boolean split;

        Replayer(LoadedRun loaded, Decider decider) {
            this.loaded = loaded;
            this.decider = decider;
        }

        void replay(List<Batch> batches) {
            Instant time = Instant.MIN;
            for (Batch batch : batches) {
                time = split ? time : batch.time();
                take(batch);
                if (!split && !blocked) {
                    decide(time, true);
                }
            }
            if (split) {
                loaded.unrecorded = decide(time, false);
            }
            loaded.held.addAll(incoming);
        }

        private void take(Batch batch) {
            split = false;
            for (HistoryEvent event : batch.events()) {
                switch (event) {
                    case RunBlocked _ -> {
                        blocked = true;
                    }
                    case RunUnblocked _ -> {
                        blocked = false;
                    }
                    case CommandIssued command -> commands.add(command);
                    case DecisionSplit() -> split = true;
                    case Incoming told -> incoming.add(told);
                }
            }
        }

        private List<CommandIssued> decide(Instant time, boolean whole) {
            var rest = decider.replay(time, List.copyOf(incoming), List.copyOf(commands), whole);
            incoming.clear();
            commands.clear();
            return rest;
        }
    }
}
