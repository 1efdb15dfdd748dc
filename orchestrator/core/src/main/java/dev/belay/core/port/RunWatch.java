package dev.belay.core.port;

import dev.belay.core.model.RunKey;
import java.time.Duration;

/// Lets a caller wait until a run's history grows.
public interface RunWatch {
    /// Returns when a batch above `after` may exist, or when `timeout` has passed.
    void awaitBeyond(RunKey run, long after, Duration timeout) throws InterruptedException;
}
