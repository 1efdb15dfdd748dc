package dev.belay.aws;

import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.port.AttemptStore;
import dev.belay.core.port.HistoryReader;
import dev.belay.core.port.HistoryStore;
import dev.belay.core.port.Inbox;
import dev.belay.core.port.PayloadStore;
import dev.belay.core.port.QueueConsumer;
import dev.belay.core.port.Records;
import dev.belay.core.port.RunIndex;
import dev.belay.core.port.RunIndexReader;
import dev.belay.core.port.RunWatch;
import dev.belay.core.port.TaskQueues;
import dev.belay.core.port.TimerStore;
import dev.belay.flow.store.FlowReader;
import dev.belay.flow.store.FlowStore;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/// All ports of the engine on AWS.
public record AwsPorts(
        HistoryStore histories,
        RunIndex runs,
        Inbox inbox,
        TimerStore timers,
        AttemptStore attempts,
        PayloadStore payloads,
        RunWatch watch,
        TaskQueues queues,
        QueueConsumer consumer,
        Records records,
        FlowStore flows) {
    /// Makes no request.
    ///
    /// @param s3 needed where a bucket is configured
    public static AwsPorts of(
            AwsConfig config,
            DynamoDbClient dynamoDb,
            SqsClient sqs,
            @Nullable S3Client s3,
            InstantSource time) {
        var table = new Table(dynamoDb, config.tableName());
        var expiry = new Expiry(config.retention(), time);
        var blobs = blobs(config, table, expiry, s3, time);
        var sqsQueues = new SqsQueues(sqs, config.queuePrefix());
        var index = new TableRunIndex(table, expiry);
        return new AwsPorts(
                new TableHistoryStore(table, new Pages(table, blobs, expiry), expiry),
                index,
                new TableInbox(table, expiry),
                new TableTimers(table),
                new TableAttempts(table, expiry),
                new BlobPayloads(blobs),
                new PollingRunWatch(table, index),
                new SqsTaskQueues(sqsQueues, config.fairQueues()),
                new SqsConsumer(sqsQueues),
                new TableRecords(table),
                new TableFlows(table, flowContents(config, table, expiry, blobs, time)));
    }

    /// The ports of a process whose role may only read.
    ///
    /// @param payloads whose `put` the role refuses
    public record Readers(
            HistoryReader histories, RunIndexReader runs, PayloadStore payloads, FlowReader flows) {
        public static Readers of(
                AwsConfig config,
                DynamoDbClient dynamoDb,
                @Nullable S3Client s3,
                InstantSource time) {
            var table = new Table(dynamoDb, config.tableName());
            var expiry = new Expiry(config.retention(), time);
            var blobs = blobs(config, table, expiry, s3, time);
            return new Readers(
                    new TableHistoryReader(
                            table,
                            new Pages(table, blobs, expiry),
                            TableHistoryReader.Renewal.NONE),
                    new TableRunIndexReader(table),
                    new BlobPayloads(blobs),
                    new TableFlowReader(table, flowContents(config, table, expiry, blobs, time)));
        }
    }

    private static FlowContents flowContents(
            AwsConfig config, Table table, Expiry expiry, Blobs large, InstantSource time) {
        return new FlowContents(
                new TableBlobs(table, expiry, config.payloadRetention(), time), large);
    }

    private static Blobs blobs(
            AwsConfig config,
            Table table,
            Expiry expiry,
            @Nullable S3Client s3,
            InstantSource time) {
        @Nullable String bucket = config.bucket();
        if (bucket == null) {
            return new TableBlobs(table, expiry, config.payloadRetention(), time);
        }
        if (s3 == null) {
            throw new BelayException(
                    ErrorCode.INVALID_OPTIONS,
                    "the bucket '%s' is configured, but there is no S3 client".formatted(bucket));
        }
        return new S3Blobs(s3, bucket);
    }
}
