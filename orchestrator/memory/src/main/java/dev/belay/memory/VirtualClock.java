package dev.belay.memory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/// A time that stands still until a test moves it. It never goes back.
///
/// What waits on this clock cannot be waited for: ports on it answer at once with what there is.
public final class VirtualClock implements InstantSource {
    private final AtomicReference<Instant> now;

    public VirtualClock(Instant start) {
        now = new AtomicReference<>(start);
    }

    @Override
    public Instant instant() {
        return now.get();
    }

    /// Moves on to `time`; a time that has passed already changes nothing.
    public void advanceTo(Instant time) {
        now.accumulateAndGet(time, (was, asked) -> asked.isAfter(was) ? asked : was);
    }

    public void advanceBy(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException(
                    "duration is %s, expected 0 or more".formatted(duration));
        }
        now.updateAndGet(was -> was.plus(duration));
    }
}
