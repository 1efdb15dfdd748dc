package dev.belay.functions.lambda;

import dev.belay.aws.AwsConfig;
import dev.belay.aws.AwsPorts;
import dev.belay.aws.SecretParameters;
import dev.belay.core.client.ClientPorts;
import dev.belay.core.client.Ids;
import dev.belay.core.client.RunClient;
import dev.belay.core.decider.Payloads;
import dev.belay.core.port.PayloadCodec;
import dev.belay.json.JacksonPayloadCodec;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.InstantSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/// What the functions reach the system through. Making it makes no request.
@Singleton
public final class FunctionPorts {
    private final InstantSource clock = InstantSource.system();
    private final PayloadCodec codec = new JacksonPayloadCodec();
    private final AwsPorts ports;
    private final Ids ids;
    private final RunClient client;
    private final Payloads payloads;
    private final ParameterSecrets secrets;

    FunctionPorts(
            FunctionSettings settings,
            DynamoDbClient dynamoDb,
            SqsClient sqs,
            S3Client s3,
            SsmClient ssm) {
        var config =
                AwsConfig.of(settings.table(), settings.queuePrefix())
                        .withBucket(settings.bucket().orElse(null))
                        .withRetention(settings.retention())
                        .withFairQueues(settings.fairQueues());
        ports = AwsPorts.of(config, dynamoDb, sqs, s3, clock);
        ids = new Ids(clock, new SecureRandom());
        client =
                new RunClient(
                        new ClientPorts(
                                ports.histories(),
                                ports.runs(),
                                ports.inbox(),
                                ports.queues(),
                                ports.watch(),
                                clock,
                                () -> {}),
                        ids);
        payloads = new Payloads(codec, ports.payloads());
        secrets = new ParameterSecrets(new SecretParameters(ssm, settings.secretPrefix(), clock));
    }

    InstantSource clock() {
        return clock;
    }

    PayloadCodec codec() {
        return codec;
    }

    AwsPorts ports() {
        return ports;
    }

    Ids ids() {
        return ids;
    }

    RunClient client() {
        return client;
    }

    Payloads payloads() {
        return payloads;
    }

    ParameterSecrets secrets() {
        return secrets;
    }
}
