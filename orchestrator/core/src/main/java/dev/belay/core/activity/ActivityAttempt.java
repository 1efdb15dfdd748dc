package dev.belay.core.activity;

import dev.belay.core.model.RunKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What an activity knows of the attempt that it is.
public interface ActivityAttempt {
    RunKey run();

    String activity();

    /// From 1.
    int number();

    /// The same for all attempts of this activity of this run: give it to services that
    /// deduplicate.
    String idempotencyKey();

    /// When the attempt will be given up.
    Instant deadline();

    /// Reports that the attempt is alive. Details are kept for the next attempt.
    ///
    /// @param details anything that the payload codec can write, or null
    /// @throws ActivityCancelledException when the workflow no longer wants the result
    void heartbeat(Object details);

    /// What the attempt before this one reported last.
    <T> Optional<T> lastHeartbeat(Class<T> type);

    /// What is left until [#deadline].
    Duration remaining();
}
