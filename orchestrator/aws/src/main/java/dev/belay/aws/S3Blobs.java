package dev.belay.aws;

import java.util.Optional;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/// Bytes as objects of a bucket.
final class S3Blobs implements Blobs {
    private final S3Client client;
    private final String bucket;
    private final String subject;
    private final AwsErrors errors;

    S3Blobs(S3Client client, String bucket) {
        this.client = client;
        this.bucket = bucket;
        this.subject = "S3 bucket '%s'".formatted(bucket);
        this.errors = AwsErrors.of(client.serviceClientConfiguration());
    }

    @Override
    public void put(String name, byte[] bytes, Kind kind) {
        errors.call(
                subject,
                () ->
                        client.putObject(
                                put -> put.bucket(bucket).key(name), RequestBody.fromBytes(bytes)));
    }

    @Override
    public Optional<byte[]> get(String name) {
        return errors.call(
                subject,
                () -> {
                    try {
                        var object = client.getObjectAsBytes(get -> get.bucket(bucket).key(name));
                        return Optional.of(object.asByteArrayUnsafe());
                    } catch (NoSuchKeyException _) {
                        return Optional.empty();
                    }
                });
    }
}
