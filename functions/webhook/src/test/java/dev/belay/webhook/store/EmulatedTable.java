package dev.belay.webhook.store;

import dev.belay.aws.AwsClients;
import dev.belay.aws.AwsConfig;
import dev.belay.aws.AwsPorts;
import dev.belay.aws.Provisioning;
import dev.belay.aws.RequestMeter;
import dev.belay.core.port.Records;
import dev.belay.emulators.LocalAws;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;

/// Tables on a DynamoDB Local that ends with the process.
final class EmulatedTable {
    private static final AwsClients CLIENTS = open();
    private static final AtomicInteger TABLES = new AtomicInteger();

    private EmulatedTable() {}

    /// Those of a table of one's own.
    static Records records() {
        String name = "hooks-" + TABLES.incrementAndGet();
        var config = AwsConfig.of(name, name);
        new Provisioning(config, CLIENTS.dynamoDb(), CLIENTS.sqs()).ensureTable();
        return AwsPorts.of(config, CLIENTS.dynamoDb(), CLIENTS.sqs(), null, InstantSource.system())
                .records();
    }

    private static AwsClients open() {
        LocalAws aws = LocalAws.inMemory();
        return AwsClients.at(
                new AwsClients.Endpoints(
                        aws.dynamoDbEndpoint(),
                        aws.sqsEndpoint(),
                        null,
                        LocalAws.REGION,
                        LocalAws.ACCESS_KEY,
                        LocalAws.SECRET_KEY),
                new RequestMeter());
    }
}
