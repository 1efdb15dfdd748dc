package dev.belay.functions.support;

import dev.belay.core.model.Failure;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// Until when an attempt may go on, given its last sign of life. Shared by the thread that performs
/// it and the one that watches.
final class AttemptWatch {
    private final InstantSource clock;
    private final Instant deadline;
    private final @Nullable Duration heartbeat;
    private volatile Instant aliveAt;
    private volatile boolean givenUp;

    AttemptWatch(InstantSource clock, Instant deadline, @Nullable Duration heartbeat) {
        this.clock = clock;
        this.deadline = deadline;
        this.heartbeat = heartbeat;
        this.aliveAt = clock.instant();
    }

    Instant deadline() {
        return deadline;
    }

    Instant now() {
        return clock.instant();
    }

    void alive() {
        aliveAt = clock.instant();
    }

    /// How long nothing can be missed.
    Duration untilNextCheck() {
        Instant silentAt = heartbeat == null ? Instant.MAX : aliveAt.plus(heartbeat);
        Instant next = silentAt.isBefore(deadline) ? silentAt : deadline;
        Instant now = clock.instant();
        return now.isBefore(next) ? Duration.between(now, next) : Duration.ZERO;
    }

    /// The timeout that has run out ([Failure#START_TO_CLOSE] or [Failure#HEARTBEAT]), or null.
    @Nullable String missed() {
        Instant now = clock.instant();
        if (!now.isBefore(deadline)) {
            return Failure.START_TO_CLOSE;
        }
        return heartbeat != null && !now.isBefore(aliveAt.plus(heartbeat))
                ? Failure.HEARTBEAT
                : null;
    }

    /// From now on the attempt's code speaks for nobody.
    void giveUp() {
        givenUp = true;
    }

    boolean isGivenUp() {
        return givenUp;
    }
}
