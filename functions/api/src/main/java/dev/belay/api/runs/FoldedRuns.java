package dev.belay.api.runs;

import dev.belay.api.words.Narrator;
import dev.belay.core.client.RunClient;
import dev.belay.core.history.Batch;
import dev.belay.core.machine.RunState;
import dev.belay.core.model.RunKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Where runs stand, folded from their histories. What was folded lately is kept, so that looking
/// at a run again reads only what is new.
final class FoldedRuns {
    private static final int KEPT = 512;
    private static final int BATCHES_PER_READ = 1_000;

    private final Map<RunKey, Folded> kept = new LinkedHashMap<>(16, 0.75f, true);

    /// A run's state and its words, by whoever holds its lock.
    static final class Folded {
        private final RunState state;
        private final Narrator narrator = new Narrator();

        private Folded(RunKey run) {
            this.state = new RunState(run);
        }

        RunState state() {
            return state;
        }

        Narrator narrator() {
            return narrator;
        }

        private void catchUp(RunClient client) {
            List<Batch> batches;
            do {
                batches = client.history(state.run(), state.lastBatch(), BATCHES_PER_READ);
                for (Batch batch : batches) {
                    state.apply(batch);
                    narrator.tell(batch);
                }
            } while (batches.size() == BATCHES_PER_READ);
        }
    }

    /// Looks at a run as it stands now.
    <T> T look(RunClient client, RunKey run, Function<Folded, T> at) {
        Folded folded;
        synchronized (kept) {
            folded = kept.computeIfAbsent(run, Folded::new);
            if (kept.size() > KEPT) {
                var oldest = kept.entrySet().iterator();
                oldest.next();
                oldest.remove();
            }
        }
        synchronized (folded) {
            try {
                folded.catchUp(client);
            } catch (RuntimeException e) {
                // What was folded in part must not be taken for the whole.
                synchronized (kept) {
                    kept.remove(run, folded);
                }
                throw e;
            }
            return at.apply(folded);
        }
    }
}
