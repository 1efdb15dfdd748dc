package dev.belay.chaos;

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
import dev.belay.flow.store.InMemoryFlowStore;
import dev.belay.local.backend.Backend;
import java.net.URI;
import java.time.InstantSource;
import java.util.Collection;

/// The adapters for AWS, on emulators in another process: they live on when this one dies.
final class Emulated implements Backend {
    private static final int RECEIVE_MAX = 10;
    private static final AwsConfig CONFIG = AwsConfig.of("belay", "belay");

    private final FlowStore flows = new InMemoryFlowStore();
    private final AwsClients clients;
    private final AwsPorts ports;
    private final Provisioning provisioning;
    private final InstantSource clock = InstantSource.system();

    Emulated(URI dynamoDb, URI sqs) {
        clients =
                AwsClients.at(
                        new AwsClients.Endpoints(
                                dynamoDb,
                                sqs,
                                null,
                                LocalAws.REGION,
                                LocalAws.ACCESS_KEY,
                                LocalAws.SECRET_KEY),
                        new RequestMeter());
        ports = AwsPorts.of(CONFIG, clients.dynamoDb(), clients.sqs(), null, clock);
        provisioning = new Provisioning(CONFIG, clients.dynamoDb(), clients.sqs());
        provisioning.ensureTable();
    }

    @Override
    public String name() {
        return "aws";
    }

    @Override
    public String durability() {
        return "emulated";
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
    public Records records() {
        return ports.records();
    }

    @Override
    public FlowStore flows() {
        return flows;
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
    public void prepare(Collection<TaskQueue> queues) {
        provisioning.ensureQueues(queues);
    }

    @Override
    public Collection<TaskQueue> known(Collection<TaskQueue> expected) {
        return expected;
    }

    @Override
    public int receiveMax() {
        return RECEIVE_MAX;
    }

    @Override
    public void close() {
        clients.close();
    }
}
