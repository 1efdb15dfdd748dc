package dev.belay.core.engine;

import dev.belay.core.model.RunKey;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Runs that are kept in memory between advances, the least recently used ones dropped first. A run
/// that is being advanced is not in here.
final class WarmRuns {
    private final int max;
    private final Map<RunKey, LoadedRun> runs = new LinkedHashMap<>(16, 0.75f, true);

    WarmRuns(int max) {
        this.max = max;
    }

    synchronized @Nullable LoadedRun take(RunKey run) {
        return runs.remove(run);
    }

    void put(LoadedRun run) {
        LoadedRun dropped = max == 0 ? run : keep(run);
        if (dropped != null) {
            dropped.dispose();
        }
    }

    private synchronized @Nullable LoadedRun keep(LoadedRun run) {
        LoadedRun before = runs.put(run.state.run(), run);
        if (before != null) {
            return before;
        }
        if (runs.size() <= max) {
            return null;
        }
        var eldest = runs.entrySet().iterator();
        LoadedRun dropped = eldest.next().getValue();
        eldest.remove();
        return dropped;
    }

    void clear() {
        Map<RunKey, LoadedRun> all;
        synchronized (this) {
            all = Map.copyOf(runs);
            runs.clear();
        }
        all.values().forEach(LoadedRun::dispose);
    }
}
