package dev.belay.cdk;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.sqs.DeadLetterQueue;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.constructs.Construct;

/// A task queue of a lane, and its alarm.
public final class TaskQueue extends Construct {
    /// So that throttled invocations are tried again before a message comes back.
    private static final int VISIBILITY_PER_TIMEOUT = 6;

    private static final int RECEIVES_MAX = 20;
    private static final Duration RETENTION = Duration.days(14);

    private final String name;
    private final Queue queue;

    /// @param name with the lane's, such as `system-orchestrator`
    TaskQueue(
            Construct scope,
            String name,
            int functionTimeout,
            Queue deadLetters,
            Alarms alarms,
            EngineOptions options) {
        super(scope, name);
        this.name = name;
        this.queue =
                queue(this, name, functionTimeout, options.key())
                        .deadLetterQueue(
                                DeadLetterQueue.builder()
                                        .queue(deadLetters)
                                        .maxReceiveCount(RECEIVES_MAX)
                                        .build())
                        .build();
        alarms.add(
                name + "-age",
                new Alarms.Watched(
                        "AWS/SQS",
                        "ApproximateAgeOfOldestMessage",
                        Map.of("QueueName", queue.getQueueName()),
                        "Maximum",
                        60),
                Alarms.Raised.above(options.oldestMessageSeconds(), 3),
                "Messages wait too long. See docs/operations.md#a-queue-is-behind");
    }

    static Queue.Builder queue(
            Construct scope, String queueName, int functionTimeout, @Nullable IKey key) {
        return Queue.Builder.create(scope, "Queue")
                .queueName(Aws.STACK_NAME + "-" + queueName)
                .visibilityTimeout(Duration.seconds(VISIBILITY_PER_TIMEOUT * functionTimeout))
                .retentionPeriod(RETENTION)
                .encryption(key == null ? QueueEncryption.SQS_MANAGED : QueueEncryption.KMS)
                .encryptionMasterKey(key)
                .enforceSsl(true);
    }

    /// With the lane's, without the prefix.
    public String name() {
        return name;
    }

    public Queue queue() {
        return queue;
    }
}
