package dev.belay.lambda;

import dev.belay.aws.AwsConfig;
import dev.belay.aws.AwsPorts;
import dev.belay.aws.Provisioning;
import dev.belay.core.client.ClientPorts;
import dev.belay.core.client.Ids;
import dev.belay.core.client.RunClient;
import dev.belay.core.message.StartRequest;
import dev.belay.core.model.Lane;
import dev.belay.core.model.Payload;
import dev.belay.core.model.RunKey;
import dev.belay.core.model.WorkflowId;
import dev.belay.core.model.Workspace;
import dev.belay.core.workflow.WorkflowType;
import dev.belay.functions.support.ActivityRegistry;
import dev.belay.functions.support.ActivityWorker;
import dev.belay.functions.support.AttemptRunner;
import dev.belay.functions.support.SqsActivityHandler;
import dev.belay.json.JacksonPayloadCodec;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/// The stack as far as a run needs it: table and queues, the functions behind them, a client.
@Singleton
final class Deployment {
    final RunClient client;
    final EventSource workflowTasks;
    final EventSource activityTasks;

    Deployment(
            AwsConfig config,
            AwsPorts ports,
            DynamoDbClient dynamoDb,
            SqsClient sqs,
            @ConfigProperty(name = "quarkus.lambda.mock-event-server.test-port") int port) {
        var provisioning = new Provisioning(config, dynamoDb, sqs);
        provisioning.ensureTable();
        provisioning.ensureQueues(List.of(Shop.ORCHESTRATOR, Shop.WORK));
        var clock = InstantSource.system();
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
                        new Ids(clock, new Random()));
        var worker =
                new ActivityWorker(
                        ActivityRegistry.builder()
                                .add(Shop.RESERVE, (item, _) -> item + " reserved")
                                .add(Shop.CHARGE, (item, _) -> item + " charged")
                                .build(),
                        new JacksonPayloadCodec(),
                        ports.payloads(),
                        ports.attempts(),
                        ports.queues(),
                        clock,
                        AttemptRunner.onVirtualThreads());
        var activities = new SqsActivityHandler(worker);
        String prefix = config.queuePrefix();
        workflowTasks =
                new EventSource(sqs, prefix, Shop.ORCHESTRATOR, new Invocation(port)::invoke);
        activityTasks =
                new EventSource(
                        sqs,
                        prefix,
                        Shop.WORK,
                        event -> activities.handle(event, Instant.now().plusSeconds(60)));
    }

    /// Starts a run and lets it begin.
    RunKey start(String id, WorkflowType<?, ?> type, String input) {
        var request =
                StartRequest.of(
                        new WorkflowId(id), type.name(), Lane.SYSTEM, Payload.Inline.of(input));
        RunKey run = client.start(Workspace.DEFAULT, request).run();
        workflowTasks.deliver(1);
        return run;
    }

    /// Performs activities one after another, each with a message of its own.
    void performSequentially(int count) {
        for (int i = 0; i < count; i++) {
            activityTasks.deliver(1);
            workflowTasks.deliver(1);
        }
    }

    void performSideBySide(int count) {
        for (int done = 0; done < count; ) {
            done += activityTasks.deliver(10);
        }
        for (int done = 0; done < count; ) {
            done += workflowTasks.deliver(10);
        }
    }
}
