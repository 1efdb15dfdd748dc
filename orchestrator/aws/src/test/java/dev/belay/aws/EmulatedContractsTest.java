package dev.belay.aws;

/// The contracts on DynamoDB Local and ElasticMQ; payloads and pages are in the table.
class EmulatedContractsTest extends AwsContracts {
    @Override
    Cloud cloud() {
        return EmulatedCloud.INSTANCE;
    }
}
