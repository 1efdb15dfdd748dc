package dev.belay.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.history.StoredBatch;
import dev.belay.core.model.Limits;
import dev.belay.core.model.Payload;
import dev.belay.core.model.Workspace;
import dev.belay.core.port.PayloadStore;
import dev.belay.testkit.contract.PayloadStoreContract;
import dev.belay.testkit.contract.Samples;
import java.net.URI;
import java.time.InstantSource;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;

/// Payloads and pages in a bucket, through the SDK's own S3 client.
class BucketTest {
    private static final String BUCKET = "bucket";

    private static final S3Client S3 =
            AwsClients.at(
                            new AwsClients.Endpoints(
                                    URI.create("http://127.0.0.1:1"),
                                    URI.create("http://127.0.0.1:1"),
                                    URI.create("http://127.0.0.1:1"),
                                    "eu-west-1",
                                    "key",
                                    "secret"),
                            new FakeS3(),
                            new RequestMeter())
                    .s3();

    private static AwsPorts ports(Installation installation) {
        return AwsPorts.of(
                installation.config.withBucket(BUCKET),
                installation.clients.dynamoDb(),
                installation.clients.sqs(),
                S3,
                InstantSource.system());
    }

    @Nested
    class Payloads extends PayloadStoreContract {
        private final PayloadStore store = new BlobPayloads(new S3Blobs(S3, BUCKET));

        @Override
        protected PayloadStore store() {
            return store;
        }

        @Override
        protected void damage(Workspace workspace, Payload.Stored payload) {
            new S3Blobs(S3, BUCKET)
                    .put(
                            Blobs.payload(workspace, payload.sha256()),
                            new byte[] {1, 2, 3},
                            Blobs.Kind.PAYLOAD);
        }
    }

    @Test
    void pages_in_a_bucket_answer_when_the_batches_have_expired() {
        try (var installation = new Installation()) {
            var ports = ports(installation);
            var run = Samples.run();
            installation.append(run, 1, 300);

            ports.histories().compact(run, 290);
            LongStream.rangeClosed(1, 290)
                    .forEach(number -> installation.delete(Keys.batch(run, number)));

            var read = ports.histories().read(run, 0, 1_000);
            assertThat(read)
                    .extracting(StoredBatch::number)
                    .containsExactlyElementsOf(LongStream.rangeClosed(1, 300).boxed().toList());
            assertThat(read)
                    .allSatisfy(batch ->
                            assertThat(batch.bytes())
                                    .isEqualTo(Samples.batch(batch.number()).bytes()));
        }
    }

    @Test
    void a_page_that_the_bucket_lost_is_an_error_that_names_it() {
        try (var installation = new Installation()) {
            var run = Samples.run();
            installation.append(run, 1, 3);
            ports(installation).histories().compact(run, 3);
            LongStream.rangeClosed(1, 3)
                    .forEach(number -> installation.delete(Keys.batch(run, number)));

            // The table's own chunks are not where the page was written.
            assertThatThrownBy(() -> installation.ports.histories().read(run, 0, 10))
                    .isInstanceOfSatisfying(
                            BelayException.class,
                            e -> assertThat(e.code()).isEqualTo(ErrorCode.STORE_CORRUPT))
                    .hasMessageContaining("1-3")
                    .hasMessageContaining("lifecycle rule");
        }
    }

    @Test
    void a_page_in_a_bucket_costs_one_write_unit_of_the_table() {
        try (var installation = new Installation()) {
            var ports = ports(installation);
            var run = Samples.run();
            installation.append(run, 1, Limits.BATCHES_PER_PAGE);

            var usage =
                    installation.usageOf(
                            () -> ports.histories().compact(run, Limits.BATCHES_PER_PAGE));

            assertThat(usage.writeUnits()).isEqualTo(1);
        }
    }

    @Test
    void a_bucket_without_a_client_is_refused() {
        var clients = EmulatedCloud.INSTANCE.clients();
        var config = AwsConfig.of("table", "prefix").withBucket(BUCKET);

        assertThatThrownBy(() ->
                        AwsPorts.of(
                                config,
                                clients.dynamoDb(),
                                clients.sqs(),
                                null,
                                InstantSource.system()))
                .isInstanceOfSatisfying(
                        BelayException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_OPTIONS));
    }
}
