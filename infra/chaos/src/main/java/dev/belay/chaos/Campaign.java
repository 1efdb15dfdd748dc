package dev.belay.chaos;

import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;

/// How long, and with which dice. `-Dbelay.chaos.seconds` makes it longer and `-Dbelay.chaos.seed`
/// chooses the dice; a seed that is told gives the same dice again, though processes do not repeat
/// themselves as simulations do.
final class Campaign {
    private final String name;
    private final long seed;
    private final SplittableRandom random;
    private final Instant end;

    private Campaign(String name, long seed, Duration least) {
        this.name = name;
        this.seed = seed;
        this.random = new SplittableRandom(seed);
        this.end = Instant.now().plus(least);
    }

    static Campaign of(String name) {
        long seed = Long.getLong("belay.chaos.seed", System.nanoTime());
        Duration least = Duration.ofSeconds(Long.getLong("belay.chaos.seconds", 0));
        return new Campaign(name, seed, least);
    }

    /// Whether there is more to do: so many times at the least, and for as long as was asked.
    boolean goesOnAfter(int times, int timesMin) {
        return times < timesMin || Instant.now().isBefore(end);
    }

    boolean chance(double share) {
        return random.nextDouble() < share;
    }

    /// From 0.
    int pick(int bound) {
        return random.nextInt(bound);
    }

    void tell(String what) {
        System.out.println("%s: %s".formatted(this, what));
    }

    @Override
    public String toString() {
        return "%s (-Dbelay.chaos.seed=%d)".formatted(name, seed);
    }
}
