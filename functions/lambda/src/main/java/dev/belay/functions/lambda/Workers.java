package dev.belay.functions.lambda;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.belay.aws.AwsConfig;
import dev.belay.aws.AwsPorts;
import dev.belay.core.port.PayloadCodec;
import dev.belay.functions.support.ActivityRegistry;
import dev.belay.functions.support.ActivityWorker;
import dev.belay.functions.support.AttemptRunner;
import dev.belay.functions.support.SqsActivityHandler;
import dev.belay.json.JacksonPayloadCodec;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/// Makes handlers for batches of activity tasks. Makes no request before one comes.
@Singleton
public final class Workers {
    private final ActivitySettings settings;
    private final AwsPorts ports;
    private final InstantSource clock = InstantSource.system();
    private final PayloadCodec codec = new JacksonPayloadCodec();

    Workers(ActivitySettings settings, DynamoDbClient dynamoDb, SqsClient sqs, S3Client s3) {
        this.settings = settings;
        var config =
                AwsConfig.of(settings.table(), settings.queuePrefix())
                        .withBucket(settings.bucket().orElse(null))
                        .withRetention(settings.retention())
                        .withFairQueues(settings.fairQueues());
        this.ports = AwsPorts.of(config, dynamoDb, sqs, s3, clock);
    }

    InstantSource clock() {
        return clock;
    }

    PayloadCodec codec() {
        return codec;
    }

    /// A batch in, the messages to deliver again out.
    Function<SQSEvent, SQSBatchResponse> handling(ActivityRegistry activities) {
        var worker =
                new ActivityWorker(
                        activities,
                        codec,
                        ports.payloads(),
                        ports.attempts(),
                        ports.queues(),
                        clock,
                        AttemptRunner.onVirtualThreads());
        var hold = new QueueHold(ports.consumer(), settings.queuePrefix(), settings.lane());
        var handler = new SqsActivityHandler(worker, hold);
        return batch -> handler.handle(batch, clock.instant().plus(settings.functionTimeout()));
    }
}
