package dev.belay.testkit.simulation;

/// A seed that broke a promise. The message is all there is to know of it.
public final class SimulationFailure extends AssertionError {
    private static final long serialVersionUID = 1L;

    private final long seed;

    SimulationFailure(long seed, String explanation) {
        super(explanation);
        this.seed = seed;
    }

    public long seed() {
        return seed;
    }
}
