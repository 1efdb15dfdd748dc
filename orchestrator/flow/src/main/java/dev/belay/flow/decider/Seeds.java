package dev.belay.flow.decider;

import dev.belay.core.model.RunId;
import java.time.Instant;

/// Numbers that look random and follow from text alone: every host gets the same.
final class Seeds {
    private Seeds() {}

    /// 0 (inclusive) to 1 (exclusive).
    static double fraction(String text) {
        return (mixed(hash(text)) >>> 11) * 0x1.0p-53;
    }

    static RunId runId(Instant createdAt, String text) {
        long hash = hash(text);
        return RunId.of(createdAt, (int) mixed(hash), mixed(hash + 1));
    }

    /// FNV-1a.
    private static long hash(String text) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        return hash;
    }

    /// One step of SplitMix64 (Steele, Lea, Flood 2014).
    private static long mixed(long value) {
        long z = value + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
