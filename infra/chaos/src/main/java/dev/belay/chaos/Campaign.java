package dev.belay.chaos;

import java.time.Duration;
import java.util.SplittableRandom;

/// How long and with which dice. `-Dbelay.chaos.seconds` and `-Dbelay.chaos.seed` choose; a seed
/// that is printed gives the same dice again, though processes do not repeat themselves as
/// simulations do.
final class Campaign {
    private final String name;
    private final long seed;
    private final SplittableRandom random;
    private final Duration length;

    private Campaign(String name, long seed, Duration length) {
        this.name = name;
        this.seed = seed;
        this.random = new SplittableRandom(seed);
        this.length = length;
    }

    /// @param usual how long it takes where nobody says otherwise
    static Campaign of(String name, Duration usual) {
        long seed = Long.getLong("belay.chaos.seed", System.nanoTime());
        long seconds = Long.getLong("belay.chaos.seconds", usual.toSeconds());
        var campaign = new Campaign(name, seed, Duration.ofSeconds(seconds));
        campaign.tell("%d seconds, -Dbelay.chaos.seed=%d".formatted(seconds, seed));
        return campaign;
    }

    long endMillis() {
        return System.currentTimeMillis() + length.toMillis();
    }

    boolean chance(double share) {
        return random.nextDouble() < share;
    }

    Duration between(long millisMin, long millisMax) {
        return Duration.ofMillis(random.nextLong(millisMin, millisMax));
    }

    int pick(int bound) {
        return random.nextInt(bound);
    }

    void tell(String what) {
        System.out.println("%s: %s".formatted(name, what));
    }

    @Override
    public String toString() {
        return "%s with -Dbelay.chaos.seed=%d".formatted(name, seed);
    }
}
