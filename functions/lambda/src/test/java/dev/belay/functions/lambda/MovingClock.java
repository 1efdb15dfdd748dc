package dev.belay.functions.lambda;

import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// The orchestrator's clock, which a test may move forward: nobody waits for a wait of days.
@Alternative
@Priority(1)
@Singleton
public class MovingClock implements InstantSource {
    private volatile Duration ahead = Duration.ZERO;

    @Override
    public Instant instant() {
        return Instant.now().plus(ahead);
    }

    void advanceBy(Duration time) {
        ahead = ahead.plus(time);
    }
}
