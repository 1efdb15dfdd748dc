package dev.belay.webhook.store;

import dev.belay.aws.AwsClients;
import dev.belay.aws.AwsConfig;
import dev.belay.aws.AwsPorts;
import dev.belay.aws.Provisioning;
import dev.belay.aws.RequestMeter;
import dev.belay.core.port.Records;
import dev.belay.emulators.LocalAws;
import java.time.InstantSource;

/// A table on DynamoDB Local, which ends with the process.
final class EmulatedTable {
    private static final Records RECORDS = open();

    private EmulatedTable() {}

    static Records records() {
        return RECORDS;
    }

    private static Records open() {
        LocalAws aws = LocalAws.inMemory();
        var clients =
                AwsClients.at(
                        new AwsClients.Endpoints(
                                aws.dynamoDbEndpoint(),
                                aws.sqsEndpoint(),
                                null,
                                LocalAws.REGION,
                                LocalAws.ACCESS_KEY,
                                LocalAws.SECRET_KEY),
                        new RequestMeter());
        var config = AwsConfig.of("hooks", "hooks");
        new Provisioning(config, clients.dynamoDb(), clients.sqs()).ensureTable();
        return AwsPorts.of(config, clients.dynamoDb(), clients.sqs(), null, InstantSource.system())
                .records();
    }
}
