package dev.belay.core.engine;

import dev.belay.core.model.RunKey;

/// A fraction that differs between runs, activities and attempts, and is the same for each of them
/// every time: the spread of randomness without its unrepeatability.
final class Jitter {
    private Jitter() {}

    /// 0 (inclusive) to 1 (exclusive).
    static double of(RunKey run, int activityId, int attempt) {
        long mixed =
                run.hashCode() * 0x9e3779b97f4a7c15L + activityId * 0xbf58476d1ce4e5b9L + attempt;
        mixed = (mixed ^ (mixed >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return (double) ((mixed ^ (mixed >>> 31)) >>> 11) * 0x1.0p-53;
    }
}
