package dev.belay.core.engine;

import dev.belay.core.decider.Decider;
import dev.belay.core.history.HistoryEvent.CommandIssued;
import dev.belay.core.history.HistoryEvent.Incoming;
import dev.belay.core.history.HistoryEvent.RunBlocked;
import dev.belay.core.machine.RunState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A run in memory: its state and, while it is open and can be continued here, its decider.
final class LoadedRun {
    final RunState state;

    /// Null while the run does not exist, is closed, or is blocked.
    @Nullable Decider decider;

    /// Why this host cannot continue the run, where the history does not say so yet.
    @Nullable RunBlocked newlyBlocked;

    /// Events that came while the run was blocked, not told to a decider yet.
    final List<Incoming> held = new ArrayList<>();

    /// The commands of a decision whose recording a crash cut short, and its time.
    List<CommandIssued> unrecorded = List.of();

    /// When the history was read.
    final Instant loadedAt;

    long compactedThrough;

    /// The batch as of which there is a snapshot; 0 where none is known.
    long snapshotAt;

    /// When this host's last wake-up for a blocked run comes. One that comes before it is a
    /// duplicate, which ends here: each would otherwise call for the next, for ever.
    Instant recheckAt = Instant.MIN;

    LoadedRun(RunState state, Instant loadedAt) {
        this.state = state;
        this.loadedAt = loadedAt;
    }

    /// The last batch whose hand-on this host has made; 0 until it has made one.
    long handedOnThrough;

    void dispose() {
        if (decider != null) {
            decider.dispose();
            decider = null;
        }
    }
}
