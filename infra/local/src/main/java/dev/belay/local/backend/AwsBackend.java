package dev.belay.local.backend;

import dev.belay.aws.AwsClients;
import dev.belay.aws.AwsConfig;
import dev.belay.aws.AwsPorts;
import dev.belay.aws.RequestMeter;
import dev.belay.core.client.ClientPorts;
import dev.belay.core.engine.EnginePorts;
import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.model.TaskQueue;
import dev.belay.core.port.PayloadStore;
import dev.belay.core.port.QueueConsumer;
import dev.belay.core.port.Records;
import dev.belay.flow.store.FlowStore;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// A deployed stack, with the credentials and the region that the process finds itself with. One
/// can look and leave messages; what goes on goes on in the stack's own functions.
public final class AwsBackend implements Backend {
    private final AwsClients clients;
    private final AwsPorts ports;
    private final InstantSource clock = InstantSource.system();

    private AwsBackend(AwsConfig config, AwsClients clients) {
        this.clients = clients;
        ports = AwsPorts.of(config, clients.dynamoDb(), clients.sqs(), clients.s3(), clock);
    }

    /// @param environment names the stack's parts as its functions are told them
    /// @throws BelayException `INVALID_OPTIONS` when it does not
    public static AwsBackend open(Map<String, String> environment) {
        return new AwsBackend(config(environment), AwsClients.ofEnvironment(new RequestMeter()));
    }

    /// Which stack is meant.
    public static AwsConfig config(Map<String, String> environment) {
        return AwsConfig.of(
                        named(environment, "BELAY_TABLE", "TableName"),
                        named(environment, "BELAY_QUEUE_PREFIX", "QueuePrefix"))
                .withBucket(named(environment, "BELAY_BUCKET", "BucketName"))
                .withFairQueues(true);
    }

    private static String named(Map<String, String> environment, String name, String output) {
        String value = environment.getOrDefault(name, "");
        if (value.isBlank()) {
            throw new BelayException(
                    ErrorCode.INVALID_OPTIONS,
                    "the environment has no %s; set it to the stack's output '%s', as 'aws cloudformation describe-stacks' shows it"
                            .formatted(name, output));
        }
        return value;
    }

    @Override
    public String name() {
        return "aws";
    }

    @Override
    public String durability() {
        return "a deployed stack";
    }

    @Override
    public EnginePorts engine() {
        return new EnginePorts(
                ports.histories(),
                ports.runs(),
                ports.inbox(),
                ports.queues(),
                ports.timers(),
                ports.attempts(),
                clock);
    }

    @Override
    public ClientPorts client() {
        return new ClientPorts(
                ports.histories(),
                ports.runs(),
                ports.inbox(),
                ports.queues(),
                ports.watch(),
                clock,
                () -> {});
    }

    @Override
    public QueueConsumer consumer() {
        return ports.consumer();
    }

    @Override
    public PayloadStore payloads() {
        return ports.payloads();
    }

    @Override
    public Records records() {
        return ports.records();
    }

    @Override
    public FlowStore flows() {
        return ports.flows();
    }

    @Override
    public boolean isServed() {
        return true;
    }

    /// Nothing is hosted beside the stack: two builds would take each other's messages.
    @Override
    public void prepare(Collection<TaskQueue> queues) {
        throw new BelayException(
                ErrorCode.INVALID_OPTIONS,
                "the stack's own functions run its workflows, so this command cannot; deploy the workflow, and use 'belay start'");
    }

    @Override
    public Collection<TaskQueue> known(Collection<TaskQueue> expected) {
        return List.of();
    }

    @Override
    public int receiveMax() {
        return 1;
    }

    @Override
    public void close() {
        clients.close();
    }
}
