package dev.belay.core.replay;

import java.util.random.RandomGenerator;

/// SplitMix64 (Steele, Lea, Flood 2014): the same numbers from the same seed on every Java version.
final class SeededRandom implements RandomGenerator {
    private long state;

    SeededRandom(long seed) {
        state = seed;
    }

    /// A seed from text, by FNV-1a.
    static long seed(String text) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        return hash;
    }

    @Override
    public long nextLong() {
        state += 0x9e3779b97f4a7c15L;
        long z = state;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
