package dev.belay.testkit.simulation;

import dev.belay.core.decider.CommandText;
import dev.belay.core.history.Batch;
import dev.belay.core.history.HistoryEvent;
import dev.belay.core.history.HistoryEvent.CommandIssued;
import dev.belay.core.model.RunKey;
import dev.belay.testkit.reference.ReferenceWorkflow;
import dev.belay.testkit.reference.ReferenceWorkflows;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// One run of a whole system, made from one seed.
///
/// ```java
/// Simulation.of(42).run();      // throws SimulationFailure, which says all there is to know
/// ```
public final class Simulation {
    private static final int SHRINK_ATTEMPTS_MAX = 200;

    private final long seed;
    private final Options options;

    private Simulation(long seed, Options options) {
        this.seed = seed;
        this.options = options;
    }

    public static Simulation of(long seed) {
        return of(seed, Options.DEFAULT);
    }

    public static Simulation of(long seed, Options options) {
        return new Simulation(seed, options);
    }

    /// How a seed is run.
    ///
    /// @param workflows that runs are drawn from
    /// @param faultsMax of one seed; after the last one all must come to its end
    /// @param suspendAlways drops every run from memory whenever it waits
    /// @param trace whether to keep what happened, in words
    /// @param spared chances of faults that pass
    public record Options(
            List<ReferenceWorkflow> workflows,
            int faultsMax,
            boolean suspendAlways,
            boolean trace,
            Set<Integer> spared) {
        public static final Options DEFAULT =
                new Options(
                        ReferenceWorkflows.simulated(),
                        40,
                        Boolean.getBoolean("belay-test.suspend-always"),
                        false,
                        Set.of());

        public Options withWorkflows(List<ReferenceWorkflow> only) {
            return new Options(only, faultsMax, suspendAlways, trace, spared);
        }

        public Options withSuspendAlways() {
            return new Options(workflows, faultsMax, true, trace, spared);
        }

        /// Lets hosts remember runs, whatever `-Dbelay-test.suspend-always` says: some bugs are of
        /// what is remembered.
        public Options withMemory() {
            return new Options(workflows, faultsMax, false, trace, spared);
        }

        public Options withTrace() {
            return new Options(workflows, faultsMax, suspendAlways, true, spared);
        }

        Options sparing(Set<Integer> chances) {
            return new Options(workflows, faultsMax, suspendAlways, trace, Set.copyOf(chances));
        }
    }

    /// Runs the seed and judges it.
    ///
    /// @throws SimulationFailure when a promise is broken
    public void run() {
        run(new Coverage());
    }

    /// The first promise that the seed breaks, its name first; empty where it keeps all. Does not
    /// look for the faults that matter, which takes a hundred times as long as finding out.
    public Optional<String> brokenPromise() {
        var world = new World(seed, options, new Coverage());
        try {
            world.run();
            return Optional.empty();
        } catch (Judge.Broken broken) {
            return isOfThisMachine(world)
                    ? Optional.empty()
                    : Optional.of(String.valueOf(broken.getMessage()));
        } catch (RuntimeException | StackOverflowError crash) {
            return Optional.of("ENGINE_FAILS_BY_OUTAGES_ALONE: the engine threw " + crash);
        }
    }

    void run(Coverage coverage) {
        var world = new World(seed, options, coverage);
        try {
            world.run();
        } catch (Judge.Broken broken) {
            if (!isOfThisMachine(world)) {
                throw explained(broken);
            }
        } catch (RuntimeException | StackOverflowError crash) {
            throw crashed(crash);
        }
    }

    /// How long code computes is the one thing in a world that is not simulated. A decision that a
    /// starved machine did not make in time is no verdict on the seed: the same once more is.
    private boolean isOfThisMachine(World world) {
        return world.ranOutOfRealTime && again(options.spared()).brokenPromise() == null;
    }

    /// What happened in the seed's world, line by line, whether it ends well or not.
    public List<String> trace() {
        var world = new World(seed, options.withTrace(), new Coverage());
        try {
            world.run();
        } catch (Judge.Broken broken) {
            world.note("judge", String.valueOf(broken.getMessage()));
        }
        return world.trace();
    }

    // ---- explaining

    /// Leaves out every fault without which the same promise is broken all the same.
    private SimulationFailure explained(Judge.Broken broken) {
        Set<Integer> spared = new HashSet<>(options.spared());
        World shortest = again(spared);
        boolean shorter = true;
        int attempts = 0;
        while (shorter) {
            shorter = false;
            for (Fate.Strike strike : List.copyOf(shortest.fate.strikes())) {
                var candidate = new HashSet<>(spared);
                candidate.add(strike.chance());
                World world = again(candidate);
                if (++attempts > SHRINK_ATTEMPTS_MAX) {
                    break;
                }
                if (broken.promise.equals(world.brokenPromise())
                        && world.fate.strikes().size() < shortest.fate.strikes().size()) {
                    spared = candidate;
                    shortest = world;
                    shorter = true;
                    break;
                }
            }
        }
        return new SimulationFailure(seed, text(broken, shortest));
    }

    private World again(Set<Integer> spared) {
        var world = new World(seed, options.withTrace().sparing(spared), new Coverage());
        try {
            world.run();
        } catch (Judge.Broken broken) {
            world.broken(broken);
        } catch (RuntimeException | StackOverflowError crash) {
            // Another failure than the one that is looked for.
            world.note("judge", crash.toString());
        }
        return world;
    }

    private String text(Judge.Broken broken, World shortest) {
        var text = new StringBuilder();
        text.append("seed %d breaks %s%n".formatted(seed, broken.getMessage()));
        text.append("again: ./belay simulate --seed %d%n".formatted(seed));
        text.append("%nWith these faults alone:%n".formatted());
        shortest.fate
                .strikes()
                .forEach(strike -> text.append("  %s%n".formatted(strike.kind().text())));
        text.append("%nWhat happened:%n".formatted());
        shortest.trace().forEach(line -> text.append("  %s%n".formatted(line)));
        text.append("%nHistories:%n".formatted());
        histories(shortest.judge.histories(), text);
        return text.toString();
    }

    private static void histories(Map<RunKey, List<Batch>> histories, StringBuilder text) {
        new TreeMap<>(histories)
                .forEach((run, batches) -> {
                    text.append("  %s%n".formatted(run));
                    for (Batch batch : batches) {
                        text.append("    %d  %s%n".formatted(batch.number(), batch.time()));
                        for (HistoryEvent event : batch.events()) {
                            String line =
                                    event instanceof CommandIssued(int id, var command)
                                            ? "#%d %s".formatted(id, CommandText.of(command))
                                            : event.toString();
                            text.append("       %s%n".formatted(line));
                        }
                    }
                });
    }

    private SimulationFailure crashed(Throwable crash) {
        var failure =
                new SimulationFailure(
                        seed,
                        "seed %d: the engine threw %s%nagain: ./belay simulate --seed %d"
                                .formatted(seed, crash, seed));
        failure.initCause(crash);
        return failure;
    }
}
