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
import dev.belay.core.history.Snapshot;
import dev.belay.core.machine.RunState;
import dev.belay.core.model.Limits;
import dev.belay.core.model.RunKey;
import dev.belay.core.port.HistoryReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Brings a run into memory: reads its history, folds it, replays its decisions.
public final class RunLoader {
    /// A history of fewer batches has no snapshot, and none is looked for. As many as stores read
    /// at once without pages.
    static final int SNAPSHOT_AFTER = Limits.BATCHES_PER_PAGE;

    private static final int BATCHES_PER_READ = 1_000;

    private final HistoryReader histories;
    private final Deciders deciders;
    private final String build;
    private final int snapshotAfter;

    public RunLoader(HistoryReader histories, Deciders deciders, String build) {
        this(histories, deciders, build, SNAPSHOT_AFTER);
    }

    /// @param snapshotAfter as [EngineOptions#snapshotAfter]
    public RunLoader(HistoryReader histories, Deciders deciders, String build, int snapshotAfter) {
        this.histories = histories;
        this.deciders = deciders;
        this.build = build;
        this.snapshotAfter = snapshotAfter;
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
        return read(run, new ArrayList<>(), 0);
    }

    /// @param batches what was read already
    private List<Batch> read(RunKey run, List<Batch> batches, long from) {
        long after = from;
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
        return required(run, load(run, Instant.EPOCH, true));
    }

    /// As [#replayed], from the whole history even where there is a snapshot: for what deciders
    /// know of a past that they do not depend on.
    public Decider replayedWhole(RunKey run) {
        return required(run, folded(run, Instant.EPOCH, true, read(run)));
    }

    private static Decider required(RunKey run, LoadedRun loaded) {
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

    /// As [#load], from the whole history even where there is a snapshot.
    LoadedRun loadWhole(RunKey run, Instant now) {
        return folded(run, now, false, read(run));
    }

    private LoadedRun load(RunKey run, Instant now, boolean evenClosed) {
        var batches = new ArrayList<Batch>();
        if (snapshotAfter > 0) {
            // Whether there are as many as to make looking for a snapshot worth a request.
            for (var stored : histories.read(run, 0, snapshotAfter)) {
                batches.add(HistoryFields.fromStored(stored));
            }
            if (batches.size() < snapshotAfter) {
                return folded(run, now, evenClosed, batches);
            }
            LoadedRun continued = fromSnapshot(run, now, evenClosed);
            if (continued != null) {
                return continued;
            }
        }
        return folded(run, now, evenClosed, read(run, batches, batches.size()));
    }

    /// @param batches all of them
    private LoadedRun folded(RunKey run, Instant now, boolean evenClosed, List<Batch> batches) {
        var loaded = new LoadedRun(new RunState(run), now);
        fold(
                loaded,
                evenClosed,
                batches,
                state -> deciders.open(state.run(), state.request(), state.startedAt()));
        return loaded;
    }

    /// @return null when the whole history is needed
    private @Nullable LoadedRun fromSnapshot(RunKey run, Instant now, boolean evenClosed) {
        try {
            Snapshot kept = histories.latestSnapshot(run).orElse(null);
            if (kept == null) {
                return null;
            }
            RunSnapshot snapshot = RunSnapshot.of(run, kept);
            var loaded = new LoadedRun(snapshot.state(), now);
            loaded.snapshotAt = kept.asOf();
            fold(
                    loaded,
                    evenClosed,
                    read(run, new ArrayList<>(), kept.asOf()),
                    state ->
                            deciders.restore(
                                    state.run(),
                                    state.request(),
                                    state.startedAt(),
                                    snapshot.decider()));
            if (loaded.newlyBlocked == null) {
                return loaded;
            }
            loaded.dispose();
            return null;
        } catch (BelayException unusable) {
            if (unusable.code().isOutage()) {
                throw unusable;
            }
            return null;
        }
    }

    private void fold(
            LoadedRun loaded,
            boolean evenClosed,
            List<Batch> batches,
            Function<RunState, Decider> opener) {
        for (Batch batch : batches) {
            loaded.state.apply(batch);
        }
        if (!loaded.state.exists() || (loaded.state.status().isClosed() && !evenClosed)) {
            return;
        }
        RunBlocked blocked = loaded.state.blocked();
        boolean tryAgain = evenClosed || blocked == null || !blocked.build().equals(build);
        // What is old enough was merged when it was written.
        loaded.compactedThrough = loaded.state.lastBatch();
        if (tryAgain) {
            open(loaded, batches, opener);
        } else {
            loaded.held.addAll(heldEvents(batches));
        }
    }

    private void open(LoadedRun loaded, List<Batch> batches, Function<RunState, Decider> opener) {
        RunState state = loaded.state;
        @Nullable Decider decider = null;
        try {
            decider = opener.apply(state);
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
                if (cut != null && cut.grown && !cut.goesOn) {
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
                            cut.goesOn = false;
                        } else {
                            portion.commands.add(command);
                        }
                    }
                    case DecisionSplit() -> {
                        if (cut != null) {
                            // Whoever completed it died as well: the next one goes on with it,
                            // whatever the blocked run is told meanwhile.
                            cut.goesOn = true;
                        } else {
                            split = true;
                        }
                    }
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
        boolean goesOn;
    }
}
