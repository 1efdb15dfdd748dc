package dev.belay.local.access;

import dev.belay.core.history.Batch;
import dev.belay.core.machine.RunState;
import dev.belay.core.model.RunKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Whole histories, page by page.
public final class Histories {
    private static final int PAGE = 1_000;

    private Histories() {}

    /// A run's key and all of its history so far.
    public record Whole(RunKey run, List<Batch> batches) {
        public Whole {
            batches = List.copyOf(batches);
        }

        public RunState state() {
            var state = new RunState(run);
            batches.forEach(state::apply);
            return state;
        }
    }

    public static Whole read(Runs runs, String run) throws InterruptedException {
        var batches = new ArrayList<Batch>();
        while (true) {
            long after = batches.isEmpty() ? 0 : batches.getLast().number();
            var page = runs.history(run, after, PAGE, Duration.ZERO);
            batches.addAll(page.batches());
            if (page.batches().size() < PAGE) {
                return new Whole(page.run(), batches);
            }
        }
    }
}
