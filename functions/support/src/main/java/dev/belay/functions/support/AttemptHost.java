package dev.belay.functions.support;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/// What an attempt must know of where it runs.
///
/// @param deadline when the host ends; attempts are given up before, so that this can be reported
/// @param hold hides the task's message from other hosts for a duration from now. An activity with
///   a heartbeat timeout is held only that much longer than its last sign of life, so that a host
///   that died is noticed after the heartbeat timeout and not after the queue's visibility.
public record AttemptHost(Instant deadline, Consumer<Duration> hold) {
    /// A host that neither ends nor holds messages.
    public static final AttemptHost UNLIMITED = until(Instant.MAX);

    /// A host that ends, and leaves messages hidden for as long as their queue says.
    public static AttemptHost until(Instant deadline) {
        return new AttemptHost(deadline, _ -> {});
    }
}
