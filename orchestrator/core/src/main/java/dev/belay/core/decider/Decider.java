package dev.belay.core.decider;

import dev.belay.core.history.HistoryEvent.CommandIssued;
import dev.belay.core.history.HistoryEvent.Incoming;
import dev.belay.core.model.Payload;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Decides for one open run. Not thread-safe: one caller at a time.
public interface Decider {
    /// Tells what happened and returns the commands that follow, numbered on from the last.
    ///
    /// @param time what the workflow sees as the time
    List<CommandIssued> decide(Instant time, List<Incoming> events);

    /// Decides again what was decided before, and compares.
    ///
    /// @param recorded what the history holds of that decision
    /// @param whole false when a crash cut the recording short: then commands may follow that are
    ///   not in it
    /// @return the commands that are not recorded yet; empty when `whole`
    /// @throws NonDeterminismException when the decision is another
    List<CommandIssued> replay(
            Instant time, List<Incoming> events, List<CommandIssued> recorded, boolean whole);

    /// Answers a query.
    ///
    /// @throws dev.belay.core.error.BelayException `UNKNOWN_QUERY`
    Payload query(String name, Payload argument);

    /// All that the decider knows, for [Deciders#restore]: what it decides after that is the same.
    /// Asked between decisions only.
    ///
    /// @return null where it can only be had by replay
    default byte @Nullable [] snapshot() {
        return null;
    }

    /// Frees what the decider holds. The run itself is not touched.
    void dispose();
}
