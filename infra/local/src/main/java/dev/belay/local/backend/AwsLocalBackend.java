package dev.belay.local.backend;

import dev.belay.aws.AwsClients;
import dev.belay.aws.AwsConfig;
import dev.belay.aws.AwsPorts;
import dev.belay.aws.Provisioning;
import dev.belay.aws.RequestMeter;
import dev.belay.core.client.ClientPorts;
import dev.belay.core.engine.EnginePorts;
import dev.belay.core.model.TaskQueue;
import dev.belay.core.port.PayloadStore;
import dev.belay.core.port.QueueConsumer;
import dev.belay.core.port.Records;
import dev.belay.emulators.LocalAws;
import dev.belay.flow.store.FlowStore;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The adapters for AWS, on emulators of DynamoDB and SQS inside this process.
public final class AwsLocalBackend implements Backend {
    private static final int RECEIVE_MAX = 10;
    private static final AwsConfig CONFIG = AwsConfig.of("belay", "belay");

    private final LocalAws emulators;
    private final boolean kept;
    private final AwsClients clients;
    private final AwsPorts ports;
    private final Provisioning provisioning;
    private final InstantSource clock = InstantSource.system();

    private AwsLocalBackend(LocalAws emulators, boolean kept) {
        this.emulators = emulators;
        this.kept = kept;
        var endpoints =
                new AwsClients.Endpoints(
                        emulators.dynamoDbEndpoint(),
                        emulators.sqsEndpoint(),
                        null,
                        LocalAws.REGION,
                        LocalAws.ACCESS_KEY,
                        LocalAws.SECRET_KEY);
        clients = AwsClients.at(endpoints, new RequestMeter());
        ports = AwsPorts.of(CONFIG, clients.dynamoDb(), clients.sqs(), null, clock);
        provisioning = new Provisioning(CONFIG, clients.dynamoDb(), clients.sqs());
        provisioning.ensureTable();
    }

    /// @param directory null keeps everything in memory
    public static AwsLocalBackend open(@Nullable Path directory) {
        LocalAws emulators =
                directory == null ? LocalAws.inMemory() : LocalAws.inDirectory(directory);
        try {
            return new AwsLocalBackend(emulators, directory != null);
        } catch (RuntimeException e) {
            emulators.close();
            throw e;
        }
    }

    @Override
    public String name() {
        return "aws-local";
    }

    @Override
    public String durability() {
        return kept ? "emulated, on files" : "emulated, in memory";
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
    public void prepare(Collection<TaskQueue> queues) {
        provisioning.ensureQueues(queues);
    }

    @Override
    public Collection<TaskQueue> known(Collection<TaskQueue> expected) {
        return kept ? expected : List.of();
    }

    @Override
    public int receiveMax() {
        return RECEIVE_MAX;
    }

    @Override
    public void close() {
        try {
            clients.close();
        } finally {
            emulators.close();
        }
    }
}
