package dev.belay.aws;

import dev.belay.emulators.LocalAws;
import org.jspecify.annotations.Nullable;

/// One pair of emulators for all tests of this process. They end with it.
final class EmulatedCloud implements Cloud {
    static final EmulatedCloud INSTANCE = new EmulatedCloud(LocalAws.inMemory());

    private final LocalAws aws;
    private final RequestMeter meter = new RequestMeter();
    private final AwsClients clients;

    private EmulatedCloud(LocalAws aws) {
        this.aws = aws;
        this.clients = AwsClients.at(endpoints(aws), meter);
    }

    private static AwsClients.Endpoints endpoints(LocalAws aws) {
        return new AwsClients.Endpoints(
                aws.dynamoDbEndpoint(),
                aws.sqsEndpoint(),
                null,
                LocalAws.REGION,
                LocalAws.ACCESS_KEY,
                LocalAws.SECRET_KEY);
    }

    AwsClients.Endpoints endpoints() {
        return endpoints(aws);
    }

    @Override
    public RequestMeter meter() {
        return meter;
    }

    @Override
    public AwsClients clients() {
        return clients;
    }

    @Override
    public @Nullable String bucket() {
        return null;
    }
}
