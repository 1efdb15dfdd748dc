package dev.belay.aws;

import dev.belay.core.model.TaskQueue;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/// Makes and checks what the adapters need. In an account, the stack makes it; this is for
/// emulators and for checking.
public final class Provisioning {
    /// Receives of a message before it is a dead letter. Above the engine's own cap on lost
    /// attempts, because a throttled invocation also counts as a receive.
    public static final int RECEIVES_MAX = 20;

    private static final Duration MESSAGE_RETENTION = Duration.ofDays(14);
    private static final Duration TABLE_WAIT_MAX = Duration.ofMinutes(2);
    private static final Duration TABLE_POLL = Duration.ofMillis(100);
    private static final Duration VISIBILITY = Duration.ofSeconds(60);

    private final DynamoDbClient dynamoDb;
    private final SqsClient sqs;
    private final AwsConfig config;
    private final AwsErrors errors;

    public Provisioning(AwsConfig config, DynamoDbClient dynamoDb, SqsClient sqs) {
        this.config = config;
        this.dynamoDb = dynamoDb;
        this.sqs = sqs;
        this.errors = AwsErrors.of(dynamoDb.serviceClientConfiguration());
    }

    /// Makes the table, its indexes and its expiry where they are missing, and waits for them.
    public void ensureTable() {
        String table = config.tableName();
        errors.call(
                tableSubject(),
                () -> {
                    try {
                        dynamoDb.createTable(TableSchema.create(table));
                        awaitTable();
                        dynamoDb.updateTimeToLive(update ->
                                update.tableName(table)
                                        .timeToLiveSpecification(ttl ->
                                                ttl.enabled(true).attributeName(Items.EXPIRES)));
                    } catch (ResourceInUseException _) {
                        awaitTable();
                    }
                    return table;
                });
        verifyTable();
    }

    private void awaitTable() {
        dynamoDb.waiter()
                .waitUntilTableExists(
                        describe -> describe.tableName(config.tableName()),
                        wait ->
                                wait.waitTimeout(TABLE_WAIT_MAX)
                                        .maxAttempts(Integer.MAX_VALUE)
                                        .backoffStrategyV2(
                                                BackoffStrategy.fixedDelayWithoutJitter(
                                                        TABLE_POLL)));
    }

    /// @throws dev.belay.core.error.BelayException `TABLE_NOT_FOUND` when it is missing,
    ///   `INVALID_OPTIONS` when it is another kind of table
    public void verifyTable() {
        var table =
                errors.call(
                        tableSubject(),
                        () -> dynamoDb.describeTable(d -> d.tableName(config.tableName())).table());
        TableSchema.verify(table);
    }

    /// Makes the queues, each with a queue for its dead letters, where they are missing.
    public void ensureQueues(Collection<TaskQueue> wanted) {
        var queues = new SqsQueues(sqs, config.queuePrefix());
        for (TaskQueue queue : wanted) {
            queues.create(
                    queue,
                    SqsQueues.DEAD_LETTERS,
                    Map.of(
                            QueueAttributeName.MESSAGE_RETENTION_PERIOD,
                            Long.toString(MESSAGE_RETENTION.toSeconds())));
            queues.create(
                    queue,
                    "",
                    Map.of(
                            QueueAttributeName.MESSAGE_RETENTION_PERIOD,
                            Long.toString(MESSAGE_RETENTION.toSeconds()),
                            QueueAttributeName.VISIBILITY_TIMEOUT,
                            Long.toString(VISIBILITY.toSeconds()),
                            QueueAttributeName.REDRIVE_POLICY,
                            "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":\"%d\"}"
                                    .formatted(queues.deadLettersArn(queue), RECEIVES_MAX)));
        }
    }

    /// @throws dev.belay.core.error.BelayException `QUEUE_NOT_FOUND` naming the first that is
    ///   missing
    public void verifyQueues(Collection<TaskQueue> wanted) {
        var queues = new SqsQueues(sqs, config.queuePrefix());
        wanted.forEach(queue -> queues.call(queue, url -> url));
    }

    private String tableSubject() {
        return "DynamoDB table '%s'".formatted(config.tableName());
    }
}
