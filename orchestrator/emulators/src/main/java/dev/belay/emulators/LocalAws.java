package dev.belay.emulators;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// DynamoDB Local and ElasticMQ, and as much of S3 and Systems Manager as the adapters use, on free
/// ports of the loopback interface, until closed.
///
/// Several may run side by side; each has tables and queues of its own. Any region and any
/// credentials are accepted, and [#REGION], [#ACCESS_KEY] and [#SECRET_KEY] are ones that work.
public final class LocalAws implements AutoCloseable {
    public static final String REGION = "eu-west-1";
    public static final String ACCESS_KEY = "local";
    public static final String SECRET_KEY = "local";

    private final DynamoDbEmulator dynamoDb;
    private final SqsEmulator sqs;
    private final S3Emulator s3 = new S3Emulator();
    private final SsmEmulator ssm = new SsmEmulator();

    private LocalAws(DynamoDbEmulator dynamoDb, SqsEmulator sqs) {
        this.dynamoDb = dynamoDb;
        this.sqs = sqs;
    }

    /// Tables and queues are gone when this is closed.
    public static LocalAws inMemory() {
        return start(null);
    }

    /// Tables and queues are kept in files of `directory`, which is made if it is missing: what a
    /// closed emulator left there, the next one finds. One process at a time may use it.
    public static LocalAws inDirectory(Path directory) {
        return start(create(directory));
    }

    private static LocalAws start(@Nullable Path directory) {
        Logs.silence();
        var dynamoDb = DynamoDbEmulator.start(directory);
        try {
            return new LocalAws(dynamoDb, SqsEmulator.start(directory));
        } catch (RuntimeException e) {
            dynamoDb.close();
            throw e;
        }
    }

    public URI dynamoDbEndpoint() {
        return dynamoDb.endpoint();
    }

    public URI sqsEndpoint() {
        return sqs.endpoint();
    }

    /// Objects are in memory, and gone when this is closed. Any bucket is there.
    public URI s3Endpoint() {
        return s3.endpoint();
    }

    /// Parameters are in memory, and gone when this is closed.
    public URI ssmEndpoint() {
        return ssm.endpoint();
    }

    @Override
    public void close() {
        s3.close();
        ssm.close();
        try {
            sqs.close();
        } finally {
            dynamoDb.close();
        }
    }

    private static Path create(Path directory) {
        try {
            return Files.createDirectories(directory).toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot make the directory of the emulators: " + directory, e);
        }
    }
}
