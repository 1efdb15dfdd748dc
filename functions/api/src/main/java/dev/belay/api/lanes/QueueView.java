package dev.belay.api.lanes;

import dev.belay.core.model.TaskQueue;
import org.jspecify.annotations.Nullable;

/// How much is in a queue; null where what keeps the queue cannot tell.
///
/// @param waiting can be received now
/// @param delayed is not due yet
/// @param inFlight was received, and somebody works on it
/// @param oldestAgeSeconds how long the oldest waiting message waits
public record QueueView(
        TaskQueue queue,
        @Nullable Long waiting,
        @Nullable Long delayed,
        @Nullable Long inFlight,
        @Nullable Double oldestAgeSeconds) {
    public static QueueView unknown(TaskQueue queue) {
        return new QueueView(queue, null, null, null, null);
    }
}
