package dev.belay.aws;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// When items may go.
///
/// What belongs to an open run is written with twice the retention to live, and written again as
/// soon as a host reads it with less than once left. So it always outlives the next reading: the
/// watchdog makes a host read every open run each few days. Nothing has to be touched when a run
/// closes, which would cost one write per batch.
final class Expiry {
    private final Duration retention;
    private final InstantSource time;

    Expiry(Duration retention, InstantSource time) {
        this.retention = retention;
        this.time = time;
    }

    /// For what belongs to a run that may be open.
    AttributeValue whileOpen() {
        return seconds(time.instant().plus(retention.multipliedBy(2)));
    }

    /// For what only shows a run that closed then.
    AttributeValue afterClose(Instant closedAt) {
        return seconds(closedAt.plus(retention));
    }

    boolean isRunningOut(long expiresAtSeconds) {
        return expiresAtSeconds < time.instant().plus(retention).getEpochSecond();
    }

    static AttributeValue seconds(Instant instant) {
        return AttributeValue.fromN(Long.toString(instant.getEpochSecond()));
    }
}
