package dev.belay.core.client;

import dev.belay.core.decider.Decider;
import dev.belay.core.engine.RunLoader;
import dev.belay.core.model.Payload;
import dev.belay.core.model.RunKey;

/// Answers queries by replaying a run, open or closed, from a history that it can only read.
public final class QueryService {
    private final RunLoader loader;

    public QueryService(RunLoader loader) {
        this.loader = loader;
    }

    /// @throws dev.belay.core.error.BelayException `RUN_NOT_FOUND`, `UNKNOWN_QUERY`, or why the
    ///   code at hand cannot replay the run
    public Payload query(RunKey run, String name, Payload argument) {
        return answer(loader.replayed(run), name, argument);
    }

    /// As [#query], of a decider that goes on from no snapshot.
    public Payload queryWhole(RunKey run, String name, Payload argument) {
        return answer(loader.replayedWhole(run), name, argument);
    }

    private static Payload answer(Decider decider, String name, Payload argument) {
        try {
            return decider.query(name, argument);
        } finally {
            decider.dispose();
        }
    }
}
