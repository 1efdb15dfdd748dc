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
            if (failed.code().isOutage()) {
                throw failed;
            }
            loaded.newlyBlocked = blockedBy(failed);
            loaded.held.clear();
            loaded.held.addAll(heldEvents(batches));
        } finally {
            if (loaded.decider == null && decider != null) {
                decider.dispose();
            }
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
        private Portion portion = new Portion();

        /// A decision that a crash cut short before the run was blocked: who goes on completes it.
        private @Nullable Portion cut;

        private boolean blocked;
        private boolean split;

        Replayer(LoadedRun loaded, Decider decider) {
            this.loaded = loaded;
            this.decider = decider;
        }

        void replay(List<Batch> batches) {
            for (Batch batch : batches) {
                if (!split) {
                    portion.time = batch.time();
                }
                take(batch);
                if (split) {
                    continue;
                }
                if (cut != null && cut.grown) {
                    decide(cut, true);
                    cut = null;
                }
                if (!blocked) {
                    decide(portion, true);
                    portion = new Portion();
                }
            }
            if (cut != null) {
                loaded.unrecorded = decide(cut, false);
            } else if (split) {
                loaded.unrecorded = decide(portion, false);
                portion = new Portion();
            }
            loaded.held.addAll(portion.incoming);
        }

        private void take(Batch batch) {
            boolean wasSplit = split;
            split = false;
            for (HistoryEvent event : batch.events()) {
                switch (event) {
                    case RunBlocked _ -> {
                        blocked = true;
                        if (wasSplit) {
                            cut = portion;
                            portion = new Portion();
                            portion.time = batch.time();
                        }
                    }
                    case RunUnblocked _ -> {
                        blocked = false;
                        if (cut != null) {
                            // It was cut after its last command.
                            decide(cut, false);
                            cut = null;
                        }
                    }
                    case CommandIssued command -> {
                        if (cut != null) {
                            cut.commands.add(command);
                            cut.grown = true;
                        } else {
                            portion.commands.add(command);
                        }
                    }
                    case DecisionSplit() -> split = true;
                    case Incoming told -> portion.incoming.add(told);
                }
            }
        }

        private List<CommandIssued> decide(Portion decided, boolean whole) {
            return decider.replay(
                    decided.time,
                    List.copyOf(decided.incoming),
                    List.copyOf(decided.commands),
                    whole);
        }
    }

    /// What was decided at once, and on what.
    private static final class Portion {
        Instant time = Instant.MIN;
        final List<Incoming> incoming = new ArrayList<>();
        final List<CommandIssued> commands = new ArrayList<>();
        boolean grown;
    }
}
