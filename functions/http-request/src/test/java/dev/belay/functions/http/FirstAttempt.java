package dev.belay.functions.http;

import dev.belay.core.activity.ActivityAttempt;
import dev.belay.core.model.RunId;
import dev.belay.core.model.RunKey;
import dev.belay.core.model.Workspace;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// An attempt with a fixed time left.
record FirstAttempt(Duration remaining) implements ActivityAttempt {
    static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    static final RunKey RUN = new RunKey(Workspace.DEFAULT, RunId.of(NOON, 1, 2));

    @Override
    public RunKey run() {
        return RUN;
    }

    @Override
    public String activity() {
        return "http-request";
    }

    @Override
    public int number() {
        return 1;
    }

    @Override
    public String idempotencyKey() {
        return "key-1";
    }

    @Override
    public Instant deadline() {
        return NOON.plus(remaining);
    }

    @Override
    public void heartbeat(Object details) {}

    @Override
    public <T> Optional<T> lastHeartbeat(Class<T> type) {
        return Optional.empty();
    }
}
