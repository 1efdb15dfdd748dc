package dev.belay.local.conformance;

import dev.belay.testkit.Effects;

/// Lets each host die just after so many effects; the next one lives as long.
final class DyingHosts implements Effects {
    private int effects;
    private int seen;

    /// @param count 0 lets hosts live
    void dieAfter(int count) {
        effects = count;
    }

    @Override
    public void perform(String name, Runnable effect) {
        effect.run();
        if (effects > 0 && ++seen == effects) {
            seen = 0;
            throw new HostDied("after " + name);
        }
    }
}
