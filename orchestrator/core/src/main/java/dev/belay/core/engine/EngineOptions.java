package dev.belay.core.engine;

/// How a host runs the engine.
///
/// @param build names the code at hand; a run that one build could not continue is tried again when
///   another arrives
/// @param warmRunsMax runs kept in memory between advances; 0 replays at every advance
/// @param compactAfter single batches of a run after which they are merged into pages; 0 is never
/// @param snapshotAfter batches after which a run whose decider can be written down gets a new
///   snapshot, so that a cold host reads no further back; 0 is never
public record EngineOptions(String build, int warmRunsMax, int compactAfter, int snapshotAfter) {
    public static EngineOptions of(String build) {
        return new EngineOptions(build, 10_000, 256, RunLoader.SNAPSHOT_AFTER);
    }

    /// Drops every run from memory as soon as it waits, so that each step is replayed.
    public EngineOptions suspendAlways() {
        return new EngineOptions(build, 0, compactAfter, snapshotAfter);
    }

    public EngineOptions withWarmRunsMax(int count) {
        return new EngineOptions(build, count, compactAfter, snapshotAfter);
    }

    public EngineOptions withSnapshotAfter(int batches) {
        return new EngineOptions(build, warmRunsMax, compactAfter, batches);
    }
}
