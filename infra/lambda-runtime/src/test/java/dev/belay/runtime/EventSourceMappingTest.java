package dev.belay.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.aws.AwsClients;
import dev.belay.aws.RequestMeter;
import dev.belay.emulators.LocalAws;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/// Goal: whatever becomes of a message's first event, the message is handled in the end, and none
/// is left.
@Timeout(120)
class EventSourceMappingTest {
    private static final String QUEUE = "queue";

    private LocalAws aws;
    private AwsClients clients;
    private LocalFunction function;
    private String url;

    @BeforeEach
    void start(@TempDir Path directory) {
        aws = LocalAws.inMemory();
        clients =
                AwsClients.at(
                        new AwsClients.Endpoints(
                                aws.dynamoDbEndpoint(),
                                aws.sqsEndpoint(),
                                null,
                                LocalAws.REGION,
                                LocalAws.ACCESS_KEY,
                                LocalAws.SECRET_KEY),
                        new RequestMeter());
        url =
                sqs().createQueue(create ->
                                create.queueName(QUEUE)
                                        .attributes(
                                                Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "1")))
                        .queueUrl();
        function =
                new LocalFunction(
                        FunctionSettings.of(
                                "f", Bootstrap.launch(directory), directory.resolve("log")));
    }

    @AfterEach
    void close() {
        function.close();
        clients.close();
        aws.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"succeed", "fail at first", "nonsense at first", "exit at first"})
    void a_message_is_deleted_when_it_succeeded_and_comes_again_when_not(String body) {
        sqs().sendMessage(send -> send.queueUrl(url).messageBody(body));

        try (var _ =
                EventSourceMapping.start(sqs(), EventSourceMapping.Settings.of(QUEUE), function)) {
            awaitEmpty();
        }

        assertThat(function.processes()).hasSize(1);
    }

    /// The test's own timeout is its bound.
    private void awaitEmpty() {
        while (messages() > 0) {
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    /// Those in sight and those in flight, counted at once: one may go over to the other.
    private int messages() {
        var counts =
                sqs().getQueueAttributes(get ->
                                get.queueUrl(url)
                                        .attributeNames(
                                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                                                QueueAttributeName
                                                        .APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
                        .attributes();
        return counts.values().stream().mapToInt(Integer::parseInt).sum();
    }

    private SqsClient sqs() {
        return clients.sqs();
    }
}
