package dev.belay.testkit.engine;

import dev.belay.core.decider.Decider;
import dev.belay.core.decider.Deciders;
import dev.belay.core.message.StartRequest;
import dev.belay.core.model.Lane;
import dev.belay.core.model.RunKey;
import dev.belay.core.model.Workspace;
import java.time.Instant;

/// For whoever only folds histories.
enum NoDeciders implements Deciders {
    INSTANCE;

    @Override
    public int newestVersion(Workspace workspace, String workflow) {
        throw new AssertionError("nothing is decided here");
    }

    @Override
    public Lane lane(Workspace workspace, String workflow) {
        throw new AssertionError("nothing is decided here");
    }

    @Override
    public Decider open(RunKey run, StartRequest request, Instant startedAt) {
        throw new AssertionError("nothing is decided here");
    }
}
