package dev.belay.testkit.mutation;

import dev.belay.testkit.reference.ReferenceWorkflows;
import dev.belay.testkit.simulation.Simulation;
import dev.belay.testkit.simulation.Simulation.Options;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// Runs seeds where it is loaded: in [Mutant], beside a class that has a bug. What it is and what
/// it returns belong to the JDK, so that whoever loaded it can use it.
public final class Seeds implements BiFunction<Long, String, @Nullable String> {
    @Override
    public @Nullable String apply(Long seed, String workflow) {
        var drawn =
                ReferenceWorkflows.simulated().stream()
                        .filter(each -> workflow.equals("all") || each.name().equals(workflow))
                        .toList();
        return Simulation.of(seed, Options.DEFAULT.withWorkflows(drawn).withMemory())
                .brokenPromise()
                .orElse(null);
    }
}
