package dev.belay.core.workflow;

import java.util.function.Supplier;

/// A part of a workflow that can be cancelled by itself. What is waiting inside ends with
/// [CancelledException]; activities learn it at their next heartbeat, timers and children are
/// cancelled.
public interface CancellationScope {
    /// Runs `body` inside the scope, in the calling branch.
    <T> T call(Supplier<T> body);

    default void run(Runnable body) {
        this.<Boolean>call(() -> {
            body.run();
            return true;
        });
    }

    void cancel(String reason);

    boolean isCancelled();
}
