package dev.belay.cdk;

import java.util.Map;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/// Where the queues of a lane give up into. It is one for all of them, because an idle queue costs
/// as much to poll as a busy one.
public final class DeadLetters extends Construct {
    private final Queue queue;

    DeadLetters(Construct scope, String lane, Alarms alarms, EngineOptions options) {
        super(scope, "DeadLetters");
        queue =
                TaskQueue.queue(this, lane + "-dlq", Lane.DEAD_LETTER_TIMEOUT, options.key())
                        .build();
        alarms.add(
                lane + "-dead",
                // A letter that cannot be settled is always in flight: its function takes it again
                // as soon as it is visible.
                new Alarms.Watched(
                        "AWS/SQS",
                        "ApproximateNumberOfMessagesNotVisible",
                        Map.of("QueueName", queue.getQueueName()),
                        "Maximum",
                        60),
                Alarms.Raised.above(0, 1),
                "Dead letters that nothing could settle. See docs/operations.md#dead-letters-stay");
    }

    public Queue queue() {
        return queue;
    }
}
