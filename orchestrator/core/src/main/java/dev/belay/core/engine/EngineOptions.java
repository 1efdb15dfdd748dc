package dev.belay.core.engine;

/// How a host runs the engine.
///
/// @param build names the code at hand; a run that one build could not continue is tried again when
///   another arrives
/// @param warmRunsMax runs kept in memory between advances; 0 replays at every advance
/// @param compactAfter single batches of a run after which they are merged into pages; 0 is never
public record EngineOptions(String build, int warmRunsMax, int compactAfter) {
    public static EngineOptions of(String build) {
        return new EngineOptions(build, 10_000, 256);
    }

    /// Drops every run from memory as soon as it waits, so that each step is replayed.
    public EngineOptions suspendAlways() {
        return new EngineOptions(build, 0, compactAfter);
    }

    public EngineOptions withWarmRunsMax(int count) {
        return new EngineOptions(build, count, compactAfter);
    }
}
