package dev.belay.aws;

import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What the adapters have to know about an installation.
///
/// @param queuePrefix begins the name of every queue: `<prefix>-<lane>-<queue>`
/// @param bucket for payloads and pages; null keeps them in the table, in chunks
/// @param retention how long a closed run can be looked at, and how long a host may stay away from
///   an open one: whoever reads an open run's history extends what would expire within this time
/// @param payloadRetention after how long a stored payload that no run stored again may be deleted
///   from the table; longer than the longest run. Null keeps payloads
/// @param fairQueues sends each message with its workspace as the message group, so that SQS does
///   not let one workspace's flood delay the others
public record AwsConfig(
        String tableName,
        String queuePrefix,
        @Nullable String bucket,
        Duration retention,
        @Nullable Duration payloadRetention,
        boolean fairQueues) {
    /// A message may rest in its queue for 14 days, and must find the history then.
    public static final Duration RETENTION_MIN = Duration.ofDays(14);

    public AwsConfig {
        require(!tableName.isBlank(), "the table's name is empty");
        require(!queuePrefix.isBlank(), "the prefix of the queues is empty");
        require(
                retention.compareTo(RETENTION_MIN) >= 0,
                "retention is %s, expected %s or more".formatted(retention, RETENTION_MIN));
    }

    public static AwsConfig of(String tableName, String queuePrefix) {
        return new AwsConfig(tableName, queuePrefix, null, Duration.ofDays(30), null, false);
    }

    public AwsConfig withBucket(@Nullable String name) {
        return new AwsConfig(tableName, queuePrefix, name, retention, payloadRetention, fairQueues);
    }

    public AwsConfig withRetention(Duration time) {
        return new AwsConfig(tableName, queuePrefix, bucket, time, payloadRetention, fairQueues);
    }

    public AwsConfig withPayloadRetention(@Nullable Duration time) {
        return new AwsConfig(tableName, queuePrefix, bucket, retention, time, fairQueues);
    }

    public AwsConfig withFairQueues(boolean fair) {
        return new AwsConfig(tableName, queuePrefix, bucket, retention, payloadRetention, fair);
    }

    private static void require(boolean valid, String message) {
        if (!valid) {
            throw new BelayException(ErrorCode.INVALID_OPTIONS, message);
        }
    }
}
