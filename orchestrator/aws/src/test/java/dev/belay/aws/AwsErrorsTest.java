package dev.belay.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.message.RunMessage;
import dev.belay.core.model.TaskQueue;
import dev.belay.core.port.TaskQueues.Outgoing;
import dev.belay.testkit.contract.Samples;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/// Every way in which a service can fail has a code, and says where and what to do.
class AwsErrorsTest {
    private static final AwsConfig CONFIG = AwsConfig.of("no-such-table", "no-such-prefix");

    @Test
    void a_missing_table_is_named_with_its_region_and_endpoint() {
        var ports = ports(UrlConnectionHttpClient.create(), EmulatedCloud.INSTANCE.endpoints());

        var error = errorOf(() -> ports.histories().append(Samples.run(), Samples.batch(1)));

        assertThat(error.code()).isEqualTo(ErrorCode.TABLE_NOT_FOUND);
        assertThat(error)
                .hasMessageContaining("DynamoDB table 'no-such-table' in eu-west-1 at http://127.")
                .hasMessageContaining("does not exist; deploy the stack");
    }

    @Test
    void a_missing_queue_is_named() {
        var ports = ports(UrlConnectionHttpClient.create(), EmulatedCloud.INSTANCE.endpoints());
        var queue = new TaskQueue(Samples.queue().lane(), "billing");

        var sending = errorOf(() -> ports.queues().send(List.of(wake(queue))));
        var receiving =
                errorOf(() ->
                        ports.consumer().receive(queue, 1, Duration.ZERO, Duration.ofSeconds(1)));

        assertThat(List.of(sending, receiving))
                .allSatisfy(error -> {
                    assertThat(error.code()).isEqualTo(ErrorCode.QUEUE_NOT_FOUND);
                    assertThat(error)
                            .hasMessageContaining("SQS queue 'no-such-prefix-system-billing'");
                });
    }

    @Test
    void a_queue_that_was_deleted_and_made_again_is_found_again() {
        var cloud = EmulatedCloud.INSTANCE;
        var config = AwsConfig.of("no-table", "again-" + Samples.queue().name());
        var queue = cloud.newQueue(config);
        var ports = cloud.ports(config);
        ports.queues().send(List.of(wake(queue)));
        var sqs = cloud.clients().sqs();
        String name = config.queuePrefix() + "-" + queue;
        String url = sqs.getQueueUrl(get -> get.queueName(name)).queueUrl();
        sqs.deleteQueue(delete -> delete.queueUrl(url));

        assertThat(errorOf(() -> ports.queues().send(List.of(wake(queue)))).code())
                .isEqualTo(ErrorCode.QUEUE_NOT_FOUND);
        cloud.provisioning(config).ensureQueues(List.of(queue));

        ports.queues().send(List.of(wake(queue)));
    }

    @Test
    void an_endpoint_where_nothing_listens_is_unavailable() throws IOException {
        var ports = ports(UrlConnectionHttpClient.create(), deadEndpoints());

        var table = errorOf(() -> ports.runs().head(Samples.run()));
        var queues = errorOf(() -> ports.queues().send(List.of(wake(Samples.queue()))));

        assertThat(table.code()).isEqualTo(ErrorCode.STORE_UNAVAILABLE);
        assertThat(queues.code()).isEqualTo(ErrorCode.STORE_UNAVAILABLE);
        assertThat(table).hasMessageContaining("check the network and the endpoint");
    }

    @Test
    void an_interrupt_during_a_request_stays_visible() {
        var ports = EmulatedCloud.INSTANCE.ports(EmulatedCloud.INSTANCE.newInstallation());

        Thread.currentThread().interrupt();
        var error = errorOf(() -> ports.runs().head(Samples.run()));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(error.code()).isEqualTo(ErrorCode.STORE_UNAVAILABLE);
        assertThat(error).hasMessageContaining("the thread was interrupted");

        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> ports.watch().awaitBeyond(Samples.run(), 0, Duration.ofMinutes(1)))
                .isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "400, UnrecognizedClientException, CREDENTIALS_REFUSED",
        "400, AccessDeniedException, CREDENTIALS_REFUSED",
        "400, ExpiredTokenException, CREDENTIALS_REFUSED",
        "400, InvalidSignatureException, CREDENTIALS_REFUSED",
        "403, Anything, CREDENTIALS_REFUSED",
        "400, ThrottlingException, THROTTLED",
        "400, ProvisionedThroughputExceededException, THROTTLED",
        "400, RequestLimitExceeded, THROTTLED",
        "500, InternalServerError, STORE_UNAVAILABLE",
        "503, ServiceUnavailable, STORE_UNAVAILABLE",
        "400, ValidationException, INVALID_REQUEST",
    })
    void every_answer_has_its_code(int status, String type, ErrorCode expected) {
        var ports = ports(FaultyHttp.answering(status, type), EmulatedCloud.INSTANCE.endpoints());

        var error = errorOf(() -> ports.runs().head(Samples.run()));

        assertThat(error.code()).isEqualTo(expected);
        assertThat(error)
                .hasMessageContaining("DynamoDB table 'no-such-table' in eu-west-1")
                .hasMessageContaining(type);
    }

    private static AwsPorts ports(SdkHttpClient http, AwsClients.Endpoints endpoints) {
        var clients = AwsClients.at(endpoints, http, new RequestMeter());
        return AwsPorts.of(CONFIG, clients.dynamoDb(), clients.sqs(), null, InstantSource.system());
    }

    private static AwsClients.Endpoints deadEndpoints() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            var address = URI.create("http://127.0.0.1:" + socket.getLocalPort());
            return new AwsClients.Endpoints(address, address, null, "eu-west-1", "key", "secret");
        }
    }

    private static Outgoing wake(TaskQueue queue) {
        return Outgoing.now(queue, new RunMessage.InboxFilled(Samples.run()));
    }

    private static BelayException errorOf(ThrowingCallable call) {
        return catchThrowableOfType(BelayException.class, call);
    }
}
