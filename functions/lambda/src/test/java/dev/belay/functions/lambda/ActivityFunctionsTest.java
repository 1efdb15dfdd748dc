package dev.belay.functions.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.belay.aws.AwsConfig;
import dev.belay.aws.AwsPorts;
import dev.belay.aws.MessageBodies;
import dev.belay.aws.Provisioning;
import dev.belay.core.activity.ActivityType;
import dev.belay.core.message.ActivityTask;
import dev.belay.core.message.RunMessage.ActivityReported;
import dev.belay.core.model.Failure;
import dev.belay.core.model.Lane;
import dev.belay.core.model.Outcome;
import dev.belay.core.model.Payload;
import dev.belay.core.model.RunKey;
import dev.belay.core.model.TaskQueue;
import dev.belay.functions.http.HttpRequest;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/// The functions as they are packaged, on emulators.
@QuarkusTest
@QuarkusTestResource(LocalAwsResource.class)
@Timeout(60)
class ActivityFunctionsTest {
    private static final TaskQueue REPORTS = TaskQueue.orchestrator(Lane.SYSTEM);
    private static final RunKey RUN = RunKey.parse("default/01M81ZRD97AR678451GT8N0T2M");
    private static final AwsConfig CONFIG = AwsConfig.of("belay-test", "belay-test");
    private static final URI INVOKE = URI.create("http://127.0.0.1:28082/");

    private final DynamoDbClient dynamoDb;
    private final SqsClient sqs;
    private final ActivitiesFunction activities;

    @Inject
    ActivityFunctionsTest(DynamoDbClient dynamoDb, SqsClient sqs, ActivitiesFunction activities) {
        this.dynamoDb = dynamoDb;
        this.sqs = sqs;
        this.activities = activities;
    }

    @BeforeEach
    void provision() {
        var provisioning = new Provisioning(CONFIG, dynamoDb, sqs);
        provisioning.ensureTable();
        provisioning.ensureQueues(
                List.of(REPORTS, new TaskQueue(Lane.SYSTEM, "http-request"), queueOf("greet")));
    }

    @Test
    void the_exported_function_answers_lambda_and_reports_what_the_address_guard_says()
            throws Exception {
        var task = task(HttpRequest.HTTP_REQUEST, "{\"url\":\"http://127.0.0.1:1/\"}");

        String answer = invoke(MessageBodies.write(task), "no message");

        assertThat(answer).isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"m-1\"}]}");
        assertThat(report().outcome())
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed ->
                                assertThat(failed.failure())
                                        .extracting(Failure::type, Failure::retryable)
                                        .containsExactly("BLY-3002", false));
    }

    @Test
    void activities_of_other_modules_are_performed_by_name() {
        var message = new SQSEvent.SQSMessage();
        message.setMessageId("m-0");
        message.setReceiptHandle("handle");
        message.setBody(MessageBodies.write(task(Greeting.GREET, "\"Ada\"")));
        message.setAttributes(Map.of("ApproximateReceiveCount", "1"));
        message.setEventSourceArn("arn:aws:sqs:eu-west-1:000000000000:belay-test-system-greet");
        var event = new SQSEvent();
        event.setRecords(List.of(message));

        SQSBatchResponse response = activities.handle(event);

        assertThat(response.getBatchItemFailures()).isEmpty();
        assertThat(report().outcome())
                .isEqualTo(new Outcome.Completed(Payload.Inline.of("\"hello Ada\"")));
    }

    private static String invoke(String... bodies) throws IOException, InterruptedException {
        var records = new ArrayList<Map<String, Object>>();
        for (String body : bodies) {
            records.add(
                    Map.of(
                            "messageId",
                            "m-" + records.size(),
                            "receiptHandle",
                            "handle",
                            "body",
                            body,
                            "attributes",
                            Map.of("ApproximateReceiveCount", "1"),
                            "eventSource",
                            "aws:sqs",
                            "eventSourceARN",
                            "arn:aws:sqs:eu-west-1:000000000000:belay-test-system-http-request"));
        }
        String event = new ObjectMapper().writeValueAsString(Map.of("Records", records));
        var request =
                java.net.http.HttpRequest.newBuilder(INVOKE)
                        .POST(java.net.http.HttpRequest.BodyPublishers.ofString(event))
                        .build();
        try (var http = HttpClient.newHttpClient()) {
            return http.send(request, BodyHandlers.ofString()).body();
        }
    }

    private ActivityReported report() {
        var consumer = AwsPorts.of(CONFIG, dynamoDb, sqs, null, InstantSource.system()).consumer();
        var received = consumer.receive(REPORTS, 1, Duration.ofSeconds(10), Duration.ofSeconds(30));
        consumer.acknowledge(received);
        assertThat(received).hasSize(1);
        return (ActivityReported) received.getFirst().message();
    }

    private static ActivityTask task(ActivityType<?, ?> type, String input) {
        return new ActivityTask(
                RUN,
                Lane.SYSTEM,
                type.name(),
                1,
                1,
                Payload.Inline.of(input),
                type.options(),
                Instant.now());
    }

    private static TaskQueue queueOf(String activity) {
        return new TaskQueue(Lane.SYSTEM, activity);
    }
}
