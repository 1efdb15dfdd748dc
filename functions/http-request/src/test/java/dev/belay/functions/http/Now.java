package dev.belay.functions.http;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// A clock that a test moves.
final class Now implements InstantSource {
    private volatile Instant at = FirstAttempt.NOON;

    @Override
    public Instant instant() {
        return at;
    }

    void pass(Duration time) {
        at = at.plus(time);
    }
}
