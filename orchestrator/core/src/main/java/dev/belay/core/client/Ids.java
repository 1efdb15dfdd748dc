package dev.belay.core.client;

import dev.belay.core.model.RunId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/// Makes ids that sort by the time of their making, strictly within one process.
public final class Ids {
    private final InstantSource clock;
    private final RandomGenerator random;
    private long lastMillis;
    private int high;
    private long low;

    /// @param random unpredictable on a real host, seeded in a simulation
    public Ids(InstantSource clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    public synchronized RunId newRunId() {
        long millis = clock.millis();
        if (millis > lastMillis) {
            lastMillis = millis;
            high = random.nextInt(1 << 15);
            low = random.nextLong();
        } else if (++low == 0) {
            high++;
        }
        return RunId.of(Instant.ofEpochMilli(lastMillis), high, low);
    }

    /// For signals and other requests: orders those of one sender.
    public String newItemId() {
        return newRunId().value();
    }
}
