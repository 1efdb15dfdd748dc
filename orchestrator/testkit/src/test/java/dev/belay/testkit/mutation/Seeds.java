package dev.belay.testkit.mutation;

import dev.belay.testkit.simulation.Simulation;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/// Runs seeds where it is loaded: in [Mutant], beside a class that has a bug. What it is and what
/// it returns belong to the JDK, so that whoever loaded it can use it.
public final class Seeds implements LongFunction<@Nullable String> {
    @Override
    public @Nullable String apply(long seed) {
        return Simulation.of(seed).brokenPromise().orElse(null);
    }
}
