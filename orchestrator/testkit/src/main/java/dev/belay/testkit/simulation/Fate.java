package dev.belay.testkit.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/// Decides which faults strike one world, and when: all from its seed.
///
/// Each seed enables about half of the kinds, each with a rate of its own, so that most worlds have
/// few kinds of faults and many of each: what breaks only under one kind is not hidden by others.
@SuppressWarnings("EnumOrdinal") // Within one process, and asked at every effect.
final class Fate {
    private static final int SCALE = 1 << 16;

    /// One in so many chances, at the least and at the most.
    private static final int ODDS_MIN = 6;

    private static final int ODDS_MAX = 300;

    /// A fault that struck, by the number of its chance.
    record Strike(int chance, FaultKind kind) {}

    private final SplittableRandom random;
    private final Set<Integer> spared;
    private final int[] rates = new int[FaultKind.values().length];
    private final List<Strike> strikes = new ArrayList<>();
    private int chances;
    private int left;

    /// @param spared chances that pass although they would strike: to find out which faults matter
    Fate(long seed, int faultsMax, Set<Integer> spared) {
        this.random = new SplittableRandom(seed);
        this.spared = spared;
        this.left = faultsMax == 0 ? 0 : random.nextInt(faultsMax + 1);
        for (int kind = 0; kind < rates.length; kind++) {
            if (random.nextBoolean()) {
                rates[kind] = SCALE / random.nextInt(ODDS_MIN, ODDS_MAX);
            }
        }
    }

    /// Whether a fault strikes here. None does after the seed's last one.
    boolean strikes(FaultKind kind) {
        int rate = rates[kind.ordinal()];
        if (rate == 0 || left == 0) {
            return false;
        }
        int chance = chances++;
        if (random.nextInt(SCALE) >= rate) {
            return false;
        }
        left--;
        if (spared.contains(chance)) {
            return false;
        }
        strikes.add(new Strike(chance, kind));
        return true;
    }

    /// A number that belongs to a fault: how late, for how long.
    int draw(int bound) {
        return random.nextInt(bound);
    }

    /// From now on nothing goes wrong.
    void end() {
        left = 0;
    }

    boolean isOver() {
        return left == 0;
    }

    List<Strike> strikes() {
        return strikes;
    }
}
