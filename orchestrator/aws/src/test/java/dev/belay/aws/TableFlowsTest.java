package dev.belay.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.model.Workspace;
import dev.belay.flow.store.FlowStore;
import dev.belay.flow.store.FlowVersion;
import dev.belay.flow.store.PublishedFlow;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Goal: a published version stays what it is, however large, for as long as there is a table.
class TableFlowsTest {
    private static final Workspace WORKSPACE = new Workspace("shop");
    private static final String FLOW = "shop.order";

    @Test
    void what_another_host_published_is_read_whole_however_large_it_is() {
        try (var installation = new Installation()) {
            var flow = flow(1, 900_000);

            assertThat(installation.ports.flows().putIfAbsent(WORKSPACE, flow)).isTrue();

            var other = EmulatedCloud.INSTANCE.ports(installation.config).flows();
            assertThat(other.get(WORKSPACE, FLOW, 1)).contains(flow);
        }
    }

    @Test
    void what_is_too_large_for_an_item_is_in_the_bucket_and_the_rest_is_not() {
        try (var installation = new Installation()) {
            var bucket = new FakeS3();
            FlowStore flows = withBucket(installation, bucket);

            flows.putIfAbsent(WORKSPACE, flow(1, 1_000));
            assertThat(bucket.names()).isEmpty();
            flows.putIfAbsent(WORKSPACE, flow(2, 900_000));

            assertThat(bucket.names())
                    .singleElement()
                    .asString()
                    .startsWith("/bucket/flows/" + WORKSPACE.name() + "/");
            FlowStore other = withBucket(installation, bucket);
            assertThat(other.get(WORKSPACE, FLOW, 1)).contains(flow(1, 1_000));
            assertThat(other.get(WORKSPACE, FLOW, 2)).contains(flow(2, 900_000));
        }
    }

    @Test
    void a_publisher_recognises_its_own_first_try() {
        try (var installation = new Installation(FaultyHttp.losingAnswers("PutItem", 2))) {
            assertThat(installation.ports.flows().putIfAbsent(WORKSPACE, flow(1, 10))).isTrue();
            assertThat(installation.ports.flows().putIfAbsent(WORKSPACE, flow(1, 10))).isFalse();
        }
    }

    @Test
    void a_host_reads_what_a_version_says_once() {
        try (var installation = new Installation()) {
            FlowStore flows = installation.ports.flows();
            flows.putIfAbsent(WORKSPACE, flow(1, 300_000));
            flows.get(WORKSPACE, FLOW, 1);

            var again = installation.usageOf(() -> flows.get(WORKSPACE, FLOW, 1));

            assertThat(again.requestsTo("DynamoDb")).isEqualTo(1);
            assertThat(again.readUnits()).isEqualTo(1);
        }
    }

    @Test
    void a_list_does_not_read_what_versions_say() {
        try (var installation = new Installation()) {
            FlowStore flows = installation.ports.flows();
            for (int number = 1; number <= 5; number++) {
                flows.putIfAbsent(WORKSPACE, flow(number, 300_000));
            }

            var listing = installation.usageOf(() -> flows.list(WORKSPACE));

            assertThat(listing.readUnits()).isEqualTo(1);
        }
    }

    @Test
    void a_version_never_expires_even_where_payloads_do() {
        try (var installation = new Installation()) {
            var config = installation.config.withPayloadRetention(Duration.ofDays(1));
            var clients = installation.clients;
            var ports =
                    AwsPorts.of(
                            config,
                            clients.dynamoDb(),
                            clients.sqs(),
                            null,
                            InstantSource.system());

            ports.flows().putIfAbsent(WORKSPACE, flow(1, 10));

            assertThat(clients.dynamoDb().scan(scan -> scan.tableName(config.tableName())).items())
                    .hasSize(2)
                    .noneMatch(item -> item.containsKey(Items.EXPIRES));
        }
    }

    @Test
    void content_that_somebody_deleted_is_an_error_that_names_it() {
        try (var installation = new Installation()) {
            installation.ports.flows().putIfAbsent(WORKSPACE, flow(1, 10));
            var item =
                    installation
                            .clients
                            .dynamoDb()
                            .scan(scan -> scan.tableName(installation.config.tableName()))
                            .items()
                            .stream()
                            .map(ItemKey::of)
                            .filter(key -> key.partition().startsWith("D#flows/"))
                            .findFirst()
                            .orElseThrow();
            installation.delete(item);
            var other = EmulatedCloud.INSTANCE.ports(installation.config).flows();

            assertThatThrownBy(() -> other.get(WORKSPACE, FLOW, 1))
                    .isInstanceOfSatisfying(
                            BelayException.class,
                            e -> assertThat(e.code()).isEqualTo(ErrorCode.STORE_CORRUPT))
                    .hasMessageContaining("is missing");
        }
    }

    private static FlowStore withBucket(Installation installation, FakeS3 bucket) {
        var nowhere = URI.create("http://127.0.0.1:1");
        var s3 =
                AwsClients.at(
                                new AwsClients.Endpoints(
                                        nowhere, nowhere, nowhere, "eu-west-1", "key", "secret"),
                                bucket,
                                new RequestMeter())
                        .s3();
        return AwsPorts.of(
                        installation.config.withBucket("bucket"),
                        installation.clients.dynamoDb(),
                        installation.clients.sqs(),
                        s3,
                        InstantSource.system())
                .flows();
    }

    /// @param bytes of a source that does not compress
    private static PublishedFlow flow(int number, int bytes) {
        var plan = JsonNodeFactory.instance.objectNode().put("number", number);
        var source = new StringBuilder(bytes);
        new Random(number).ints(bytes, 'a', 'z').forEach(c -> source.append((char) c));
        return new PublishedFlow(
                new FlowVersion(FLOW, number, "1.0." + number, Instant.EPOCH, true),
                plan.toString().getBytes(StandardCharsets.UTF_8),
                source.toString());
    }
}
