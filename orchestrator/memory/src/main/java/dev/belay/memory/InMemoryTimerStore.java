package dev.belay.memory;

import dev.belay.core.port.TimerStore;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListSet;

/// Timers in a sorted set.
public final class InMemoryTimerStore implements TimerStore {
    private static final Comparator<ArmedTimer> SOONEST_FIRST =
            Comparator.comparing((ArmedTimer timer) -> timer.message().fireAt())
                    .thenComparing(timer -> timer.message().run())
                    .thenComparing(timer -> timer.message().timer().toString())
                    .thenComparing(ArmedTimer::lane);

    private final ConcurrentSkipListSet<ArmedTimer> timers =
            new ConcurrentSkipListSet<>(SOONEST_FIRST);

    @Override
    public void put(ArmedTimer timer) {
        timers.add(timer);
    }

    @Override
    public List<ArmedTimer> due(Instant before, int limit) {
        return timers.stream()
                .takeWhile(timer -> timer.message().fireAt().isBefore(before))
                .limit(limit)
                .toList();
    }

    @Override
    public void remove(ArmedTimer timer) {
        timers.remove(timer);
    }

    /// When the soonest timer is due: where a simulation moves its clock to.
    public Optional<Instant> nextDueAt() {
        return timers.stream().findFirst().map(timer -> timer.message().fireAt());
    }

    /// All timers, soonest first.
    public List<ArmedTimer> all() {
        return List.copyOf(timers);
    }
}
