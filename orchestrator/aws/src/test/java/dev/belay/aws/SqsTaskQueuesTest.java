package dev.belay.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.message.QueueMessage;
import dev.belay.core.message.RunMessage;
import dev.belay.core.model.Failure;
import dev.belay.core.model.Lane;
import dev.belay.core.model.Payload;
import dev.belay.core.model.TaskQueue;
import dev.belay.core.port.QueueConsumer.Delivery;
import dev.belay.core.port.TaskQueues.Outgoing;
import dev.belay.testkit.contract.Samples;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

/// What the contracts cannot say about SQS: batches, what it refuses, fairness.
class SqsTaskQueuesTest {
    private static final Cloud CLOUD = EmulatedCloud.INSTANCE;

    private final AwsConfig config = AwsConfig.of("no-table", "sqs-test");
    private final TaskQueue queue = CLOUD.newQueue(config);

    @Test
    void ten_messages_cost_one_request_and_the_url_is_looked_up_once() {
        try (var installation = new Installation()) {
            var queues =
                    new SqsTaskQueues(
                            new SqsQueues(installation.clients.sqs(), config.queuePrefix()), false);

            queues.send(reports(1));
            var usage = installation.usageOf(() -> queues.send(reports(25)));

            assertThat(usage.requests()).isEqualTo(Map.of("Sqs.SendMessageBatch", 3L));
        }
    }

    @Test
    void what_sqs_did_not_take_is_sent_again_and_the_rest_is_not() {
        var refusing = new RefusingFirst("0", false);
        try (var sqs = clientWith(refusing)) {
            var queues = new SqsTaskQueues(new SqsQueues(sqs, config.queuePrefix()), false);

            queues.send(reports(3));

            assertThat(refusing.entriesPerRequest).containsExactly(3, 1);
        }
    }

    @Test
    void a_message_that_sqs_will_never_take_is_an_error_at_once() {
        var refusing = new RefusingFirst("0", true);
        try (var sqs = clientWith(refusing)) {
            var queues = new SqsTaskQueues(new SqsQueues(sqs, config.queuePrefix()), false);

            assertThatThrownBy(() -> queues.send(reports(3)))
                    .isInstanceOfSatisfying(
                            BelayException.class,
                            e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST))
                    .hasMessageContaining("sqs-test-system-");
            assertThat(refusing.entriesPerRequest).containsExactly(3);
        }
    }

    @Test
    void a_message_above_the_limit_is_refused_with_its_size_and_not_its_content() {
        var input = Payload.Inline.of("\"" + "secret".repeat(50_000) + "\"");
        var message = Samples.activityTask(Samples.run(), input);

        assertThatThrownBy(() -> send(message))
                .isInstanceOfSatisfying(
                        BelayException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.PAYLOAD_TOO_LARGE))
                .hasMessageContaining("a ActivityTask for run")
                .hasMessageNotContaining("secret");
    }

    @Test
    void a_delay_above_fifteen_minutes_is_refused() {
        var late = Duration.ofMinutes(15).plusMillis(1);
        var message = new RunMessage.InboxFilled(Samples.run());

        assertThatThrownBy(() ->
                        CLOUD.ports(config)
                                .queues()
                                .send(List.of(new Outgoing(queue, message, late))))
                .isInstanceOf(BelayException.class)
                .hasMessageContaining("longer waits are timers");
    }

    @Test
    void characters_that_sqs_refuses_arrive_all_the_same() {
        var odd = "a\u0000b\u0001c\uFFFEd\uFFFFe\u007Fg\n\t\"\\ 🚀";
        var message = new RunMessage.DeliveryReported(Samples.run(), 1, Failure.timeout(odd, odd));

        assertThat(MessageBodies.write(message))
                .doesNotContainPattern("[\u0000-\u0008\uFFFE\uFFFF]");
        assertThat(MessageBodies.read(MessageBodies.write(message))).isEqualTo(message);
        send(message);
        assertThat(receive()).extracting(Delivery::message).containsExactly(message);
    }

    @Test
    void a_message_that_this_build_cannot_read_does_not_hold_up_the_others() {
        var message = new RunMessage.InboxFilled(Samples.run());
        String name = config.queuePrefix() + "-" + queue;
        var sqs = CLOUD.clients().sqs();
        String url = sqs.getQueueUrl(get -> get.queueName(name)).queueUrl();
        sqs.sendMessage(send -> send.queueUrl(url).messageBody("{\"type\":\"from-the-future\"}"));
        sqs.sendMessage(send -> send.queueUrl(url).messageBody("not even JSON"));
        send(message);

        var received = new ArrayList<Delivery>();
        for (int i = 0; i < 10 && received.isEmpty(); i++) {
            received.addAll(receive());
        }

        assertThat(received).extracting(Delivery::message).containsExactly(message);
    }

    @Test
    void fair_queues_get_the_workspace_as_the_message_group() {
        var fair = config.withFairQueues(true);
        var message = new RunMessage.InboxFilled(Samples.run());

        CLOUD.ports(fair).queues().send(List.of(Outgoing.now(queue, message)));

        var sqs = CLOUD.clients().sqs();
        String name = config.queuePrefix() + "-" + queue;
        String url = sqs.getQueueUrl(get -> get.queueName(name)).queueUrl();
        var received =
                sqs.receiveMessage(receive ->
                        receive.queueUrl(url)
                                .waitTimeSeconds(5)
                                .messageSystemAttributeNames(
                                        MessageSystemAttributeName.MESSAGE_GROUP_ID));
        assertThat(received.messages())
                .singleElement()
                .satisfies(m ->
                        assertThat(m.attributes())
                                .containsEntry(
                                        MessageSystemAttributeName.MESSAGE_GROUP_ID,
                                        message.run().workspace().name()));
    }

    @Test
    void names_that_sqs_has_no_room_for_are_refused() {
        var dotted = new TaskQueue(Lane.SYSTEM, "v1.2");
        var longest = new TaskQueue(new Lane("l".repeat(24)), "q".repeat(48));

        for (TaskQueue name : List.of(dotted, longest)) {
            assertThatThrownBy(() -> CLOUD.provisioning(config).ensureQueues(List.of(name)))
                    .isInstanceOfSatisfying(
                            BelayException.class,
                            e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_NAME))
                    .hasMessageContaining("cannot be the name of an SQS queue");
        }
    }

    private void send(QueueMessage message) {
        CLOUD.ports(config).queues().send(List.of(Outgoing.now(queue, message)));
    }

    private List<Delivery> receive() {
        return CLOUD.ports(config)
                .consumer()
                .receive(queue, 10, Duration.ofSeconds(5), Duration.ofMinutes(1));
    }

    private List<Outgoing> reports(int count) {
        var run = Samples.run();
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> new RunMessage.DeliveryReported(run, i, null))
                .map(report -> Outgoing.now(queue, report))
                .toList();
    }

    private static SqsClient clientWith(ExecutionInterceptor interceptor) {
        return SqsClient.builder()
                .httpClient(UrlConnectionHttpClient.create())
                .endpointOverride(EmulatedCloud.INSTANCE.endpoints().sqs())
                .region(Region.EU_WEST_1)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .overrideConfiguration(o -> o.addExecutionInterceptor(interceptor))
                .build();
    }

    /// Says of the first request that one of its entries was not taken.
    private static final class RefusingFirst implements ExecutionInterceptor {
        final List<Integer> entriesPerRequest = new ArrayList<>();
        private final String id;
        private final boolean senderFault;

        RefusingFirst(String id, boolean senderFault) {
            this.id = id;
            this.senderFault = senderFault;
        }

        @Override
        public SdkResponse modifyResponse(
                Context.ModifyResponse context, ExecutionAttributes executionAttributes) {
            if (!(context.response() instanceof SendMessageBatchResponse response)) {
                return context.response();
            }
            boolean first = entriesPerRequest.isEmpty();
            entriesPerRequest.add(response.successful().size());
            return first ? refused(response) : response;
        }

        private SendMessageBatchResponse refused(SendMessageBatchResponse response) {
            var entry =
                    BatchResultErrorEntry.builder()
                            .id(id)
                            .code("InternalError")
                            .message("as the test wants")
                            .senderFault(senderFault)
                            .build();
            return response.copy(copy ->
                    copy.failed(entry)
                            .successful(
                                    response.successful().stream()
                                            .filter(s -> !s.id().equals(id))
                                            .toList()));
        }
    }
}
