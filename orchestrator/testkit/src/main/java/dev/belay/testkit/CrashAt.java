package dev.belay.testkit;

import java.util.ArrayList;
import java.util.List;

/// Counts effects, and lets the host die at one of them, once.
public final class CrashAt implements Effects {
    /// Whether the effect happens before the host dies.
    public enum Side {
        BEFORE,
        AFTER
    }

    private final int target;
    private final Side side;
    private final List<String> seen = new ArrayList<>();

    private CrashAt(int target, Side side) {
        this.target = target;
        this.side = side;
    }

    /// Only counts.
    public static CrashAt never() {
        return new CrashAt(-1, Side.BEFORE);
    }

    /// @param index of the effect, from 0
    public static CrashAt effect(int index, Side side) {
        return new CrashAt(index, side);
    }

    @Override
    public void perform(String name, Runnable effect) {
        int index = seen.size();
        seen.add(name);
        boolean here = index == target;
        if (here && side == Side.BEFORE) {
            throw new HostDied("before effect %d, %s".formatted(index, name));
        }
        effect.run();
        if (here) {
            throw new HostDied("after effect %d, %s".formatted(index, name));
        }
    }

    /// The effects so far, by name.
    public List<String> seen() {
        return List.copyOf(seen);
    }
}
