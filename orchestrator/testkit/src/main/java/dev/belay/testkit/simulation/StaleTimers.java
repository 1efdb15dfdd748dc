package dev.belay.testkit.simulation;

import dev.belay.core.port.TimerStore;
import java.time.Instant;
import java.util.List;

/// Timers behind an index that is read eventually: a sweep may see what an earlier one saw.
final class StaleTimers implements TimerStore {
    private final TimerStore inner;
    private final Fate fate;
    private List<ArmedTimer> before = List.of();

    StaleTimers(TimerStore inner, Fate fate) {
        this.inner = inner;
        this.fate = fate;
    }

    @Override
    public void put(ArmedTimer timer) {
        inner.put(timer);
    }

    @Override
    public List<ArmedTimer> due(Instant limit, int count) {
        if (fate.strikes(FaultKind.READ_STALE)) {
            return before;
        }
        before = inner.due(limit, count);
        return before;
    }

    @Override
    public void remove(ArmedTimer timer) {
        inner.remove(timer);
    }
}
