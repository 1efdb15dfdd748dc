package dev.belay.embedded;

import dev.belay.core.model.RunKey;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The numbers of the last batches of the runs that were appended to lately, batches on their way
/// to the disk included. Guarded by the journal's lock.
final class Tails {
    private static final int RUNS_MAX = 65_536;

    private final Map<RunKey, Long> last = new LinkedHashMap<>(1024, 0.75f, true);
    private long evictions;

    @Nullable Long get(RunKey run) {
        return last.get(run);
    }

    void put(RunKey run, long number) {
        last.put(run, number);
        if (last.size() > RUNS_MAX) {
            last.remove(last.keySet().iterator().next());
            evictions++;
        }
    }

    long evictions() {
        return evictions;
    }

    /// What was read from the disk, unless the run was put, or may have been and is gone again,
    /// since `evictionsBefore`.
    void load(RunKey run, long number, long evictionsBefore) {
        if (evictions == evictionsBefore && !last.containsKey(run)) {
            put(run, number);
        }
    }
}
