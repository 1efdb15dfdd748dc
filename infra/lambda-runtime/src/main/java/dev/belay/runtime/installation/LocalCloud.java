package dev.belay.runtime.installation;

import dev.belay.aws.AwsClients;
import dev.belay.aws.AwsConfig;
import dev.belay.aws.AwsPorts;
import dev.belay.aws.Provisioning;
import dev.belay.aws.RequestMeter;
import dev.belay.core.client.ClientPorts;
import dev.belay.core.client.Ids;
import dev.belay.core.client.RunClient;
import dev.belay.core.model.TaskQueue;
import dev.belay.emulators.LocalAws;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/// The emulated table and queues of an installation, and a client of it.
public final class LocalCloud implements AutoCloseable {
    /// Of the table, and what the queues' names begin with.
    public static final String NAME = "belay-local";

    private final LocalAws emulators;
    private final AwsClients clients;
    private final AwsPorts ports;
    private final RunClient client;

    private LocalCloud(LocalAws emulators, AwsClients clients) {
        this.emulators = emulators;
        this.clients = clients;
        InstantSource clock = InstantSource.system();
        this.ports =
                AwsPorts.of(
                        AwsConfig.of(NAME, NAME),
                        clients.dynamoDb(),
                        clients.sqs(),
                        clients.s3(),
                        clock);
        this.client =
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
    }

    /// In memory, until closed.
    ///
    /// @param visibility after how long a message comes again whose function died
    public static LocalCloud start(List<TaskQueue> queues, Duration visibility) {
        var emulators = LocalAws.inMemory();
        var clients =
                AwsClients.at(
                        new AwsClients.Endpoints(
                                emulators.dynamoDbEndpoint(),
                                emulators.sqsEndpoint(),
                                null,
                                LocalAws.REGION,
                                LocalAws.ACCESS_KEY,
                                LocalAws.SECRET_KEY),
                        new RequestMeter());
        var provisioning =
                new Provisioning(AwsConfig.of(NAME, NAME), clients.dynamoDb(), clients.sqs());
        provisioning.ensureTable();
        provisioning.ensureQueues(queues);
        for (TaskQueue queue : queues) {
            setVisibility(clients.sqs(), NAME + "-" + queue, visibility);
        }
        return new LocalCloud(emulators, clients);
    }

    private static void setVisibility(SqsClient sqs, String queue, Duration visibility) {
        String url = sqs.getQueueUrl(get -> get.queueName(queue)).queueUrl();
        sqs.setQueueAttributes(set ->
                set.queueUrl(url)
                        .attributes(
                                Map.of(
                                        QueueAttributeName.VISIBILITY_TIMEOUT,
                                        Long.toString(visibility.toSeconds()))));
    }

    public SqsClient sqs() {
        return clients.sqs();
    }

    public AwsPorts ports() {
        return ports;
    }

    /// Starts runs and waits for them.
    public RunClient client() {
        return client;
    }

    /// What a function has to know to find it. A function in an account is told the same, without
    /// the addresses.
    public Map<String, String> environment() {
        var variables = new LinkedHashMap<String, String>();
        variables.put("AWS_ENDPOINT_URL_DYNAMODB", emulators.dynamoDbEndpoint().toString());
        variables.put("AWS_ENDPOINT_URL_SQS", emulators.sqsEndpoint().toString());
        variables.put("AWS_ACCESS_KEY_ID", LocalAws.ACCESS_KEY);
        variables.put("AWS_SECRET_ACCESS_KEY", LocalAws.SECRET_KEY);
        variables.put("AWS_RETRY_MODE", "standard");
        variables.put("BELAY_TABLE", NAME);
        variables.put("BELAY_QUEUE_PREFIX", NAME);
        variables.put("BELAY_BUILD", "local");
        return variables;
    }

    @Override
    public void close() {
        clients.close();
        emulators.close();
    }
}
