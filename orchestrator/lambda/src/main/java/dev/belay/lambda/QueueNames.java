package dev.belay.lambda;

import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.model.Lane;
import dev.belay.core.model.TaskQueue;

/// Which task queue an event source is. A lane's name may hold the sign that ends it, so the lane
/// has to be known.
record QueueNames(String prefix, Lane lane) {
    /// @param arn of a queue, such as
    ///   `arn:aws:sqs:eu-west-1:123456789012:belay-system-orchestrator`
    /// @throws BelayException `INVALID_OPTIONS` when the queue is of another lane or installation
    TaskQueue queue(String arn) {
        String name = arn.substring(arn.lastIndexOf(':') + 1);
        String begin = prefix + "-" + lane + "-";
        if (!name.startsWith(begin)) {
            throw new BelayException(
                    ErrorCode.INVALID_OPTIONS,
                    "the event source '%s' does not begin with '%s'; belay.queue-prefix and belay.lane must be those of the function's queue"
                            .formatted(name, begin));
        }
        return new TaskQueue(lane, name.substring(begin.length()));
    }
}
