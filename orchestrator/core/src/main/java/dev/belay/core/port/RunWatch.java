package dev.belay.core.port;

import dev.belay.core.model.RunKey;
import java.time.Duration;

/// Lets a caller wait until a run's history grows.
public interface RunWatch {
    /// Returns when a batch above `after` may exist, or when `timeout` has passed.
    void awaitBeyond(RunKey run, long after, Duration timeout) throws InterruptedException;

    /// Returns when the run may be closed, or when `timeout` has passed. Whoever only wants the end
    /// is not woken for every step.
    void awaitClosed(RunKey run, Duration timeout) throws InterruptedException;
}
