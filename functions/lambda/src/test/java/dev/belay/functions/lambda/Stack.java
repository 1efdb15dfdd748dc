package dev.belay.functions.lambda;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.belay.aws.AwsConfig;
import dev.belay.aws.AwsPorts;
import dev.belay.aws.Provisioning;
import dev.belay.core.client.ClientPorts;
import dev.belay.core.client.Ids;
import dev.belay.core.client.RunClient;
import dev.belay.core.decider.Payloads;
import dev.belay.core.model.Lane;
import dev.belay.core.model.TaskQueue;
import dev.belay.core.model.Workspace;
import dev.belay.definition.compile.ActionCatalog.Action;
import dev.belay.definition.compile.CompilerOptions;
import dev.belay.definition.publish.DefinitionPublisher;
import dev.belay.emulators.CalledActions;
import dev.belay.jq.JqExpressions;
import dev.belay.json.JacksonPayloadCodec;
import dev.belay.lambda.OrchestratorFunction;
import io.quarkus.arc.Arc;
import io.quarkus.arc.InjectableContext;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/// What a template deploys, as far as a flow needs it: the table, the queues, and between them what
/// Lambda does. Every invocation begins on a host that remembers nothing.
@Singleton
final class Stack {
    static final AwsConfig CONFIG =
            AwsConfig.of("belay-test", "belay-test").withBucket("belay-test");

    private static final int PASSES_MAX = 300;

    private final SqsClient sqs;
    private final SsmClient ssm;
    final AwsPorts ports;
    final RunClient client;
    final Payloads payloads;
    final DefinitionPublisher publisher;
    private final Map<TaskQueue, Function<SQSEvent, SQSBatchResponse>> sources =
            new LinkedHashMap<>();

    private boolean losingHosts;
    private int lost;

    Stack(DynamoDbClient dynamoDb, SqsClient sqs, S3Client s3, SsmClient ssm) {
        this.sqs = sqs;
        this.ssm = ssm;
        sources.put(queue("orchestrator"), event -> orchestrator().handle(event));
        sources.put(queue("http-request"), event -> cold(HttpRequestFunction.class).handle(event));
        sources.put(queue("emit-event"), event -> cold(EmitEventFunction.class).handle(event));
        sources.put(queue("connectors"), event -> cold(ActivitiesFunction.class).handle(event));
        var provisioning = new Provisioning(CONFIG, dynamoDb, sqs);
        provisioning.ensureTable();
        provisioning.ensureQueues(sources.keySet());
        var clock = InstantSource.system();
        ports = AwsPorts.of(CONFIG, dynamoDb, sqs, s3, clock);
        client =
                new RunClient(
                        new ClientPorts(
                                ports.histories(),
                                ports.runs(),
                                ports.inbox(),
                                ports.queues(),
                                ports.watch(),
                                clock,
                                () -> {}),
                        new Ids(clock, new SecureRandom()));
        payloads = new Payloads(new JacksonPayloadCodec(), ports.payloads());
        publisher =
                new DefinitionPublisher(
                        CompilerOptions.of(new JqExpressions())
                                .withActions(_ -> Optional.of(new Action("connectors", false))),
                        ports.flows(),
                        clock);
    }

    static TaskQueue queue(String name) {
        return new TaskQueue(Lane.SYSTEM, name);
    }

    private static OrchestratorFunction orchestrator() {
        return cold(OrchestratorFunction.class);
    }

    /// A function on a new host.
    static <T> T cold(Class<T> function) {
        InjectableContext hosts = Arc.container().getActiveContext(Singleton.class);
        hosts.getState().getContextualInstances().keySet().stream()
                .filter(bean -> bean.getBeanClass().getName().startsWith("dev.belay"))
                .filter(bean -> bean.getBeanClass() != Stack.class)
                .filter(bean -> bean.getBeanClass() != MovingClock.class)
                .forEach(hosts::destroy);
        return Arc.container().instance(function).get();
    }

    void publish(String definition) {
        publisher.publish(Workspace.DEFAULT, definition);
    }

    void secret(String name, String value) {
        ssm.putParameter(put ->
                put.name("/belay/default/" + name)
                        .value(value)
                        .type(ParameterType.SECURE_STRING)
                        .overwrite(true));
    }

    /// Whether each message comes to a host first that dies after one request, or two, and so on,
    /// and in no case says that it is done.
    void losesHosts(boolean loses) {
        losingHosts = loses;
    }

    /// Delivers whatever comes until something is so.
    void deliverUntil(BooleanSupplier reached) {
        for (int pass = 0; pass < PASSES_MAX && !reached.getAsBoolean(); pass++) {
            sources.forEach(this::deliver);
        }
        if (!reached.getAsBoolean()) {
            throw new AssertionError(
                    "it was not reached in %d passes; the log says why".formatted(PASSES_MAX));
        }
    }

    private void deliver(TaskQueue queue, Function<SQSEvent, SQSBatchResponse> function) {
        String name = CONFIG.queuePrefix() + "-" + queue;
        String url = sqs.getQueueUrl(get -> get.queueName(name)).queueUrl();
        List<Message> received =
                sqs.receiveMessage(receive ->
                                receive.queueUrl(url)
                                        .maxNumberOfMessages(10)
                                        .messageSystemAttributeNames(
                                                MessageSystemAttributeName.ALL))
                        .messages();
        if (received.isEmpty()) {
            return;
        }
        var event = new SQSEvent();
        event.setRecords(received.stream().map(message -> record(name, message)).toList());
        if (losingHosts) {
            CalledActions.of(queue.name(), 1 + lost++ % 7, () -> function.apply(event));
        }
        List<String> failed =
                CalledActions.of(queue.name(), () -> function.apply(event))
                        .getBatchItemFailures()
                        .stream()
                        .map(BatchItemFailure::getItemIdentifier)
                        .toList();
        for (Message message : received) {
            if (failed.contains(message.messageId())) {
                throw new AssertionError(
                        "a message of %s failed; the log says why".formatted(name));
            }
            sqs.deleteMessage(d -> d.queueUrl(url).receiptHandle(message.receiptHandle()));
        }
    }

    /// A batch as Lambda makes it.
    static SQSEvent event(String queue, List<String> bodies) {
        var records = new ArrayList<SQSMessage>();
        for (String body : bodies) {
            var record = new SQSMessage();
            record.setMessageId("m-" + records.size());
            record.setReceiptHandle("handle");
            record.setBody(body);
            record.setAttributes(Map.of("ApproximateReceiveCount", "1"));
            record.setEventSourceArn(
                    "arn:aws:sqs:eu-west-1:000000000000:%s-system-%s"
                            .formatted(CONFIG.queuePrefix(), queue));
            records.add(record);
        }
        var event = new SQSEvent();
        event.setRecords(records);
        return event;
    }

    private static SQSMessage record(String queue, Message message) {
        var record = new SQSMessage();
        record.setMessageId(message.messageId());
        record.setReceiptHandle(message.receiptHandle());
        record.setBody(message.body());
        record.setAttributes(message.attributesAsStrings());
        record.setEventSource("aws:sqs");
        record.setAwsRegion("eu-west-1");
        record.setEventSourceArn("arn:aws:sqs:eu-west-1:000000000000:" + queue);
        return record;
    }
}
