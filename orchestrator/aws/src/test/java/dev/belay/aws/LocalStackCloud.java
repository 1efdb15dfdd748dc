package dev.belay.aws;

import org.testcontainers.DockerClientFactory;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;

/// LocalStack in a container.
final class LocalStackCloud implements Cloud, AutoCloseable {
    private static final DockerImageName IMAGE = DockerImageName.parse("localstack/localstack:4.9");
    private static final String BUCKET = "belay-test";

    private final LocalStackContainer container;
    private final RequestMeter meter = new RequestMeter();
    private final AwsClients clients;

    private LocalStackCloud(LocalStackContainer container) {
        this.container = container;
        var endpoint = container.getEndpoint();
        this.clients =
                AwsClients.at(
                        new AwsClients.Endpoints(
                                endpoint,
                                endpoint,
                                endpoint,
                                container.getRegion(),
                                container.getAccessKey(),
                                container.getSecretKey()),
                        meter);
        clients.s3().createBucket(create -> create.bucket(BUCKET));
    }

    static boolean isPossible() {
        return DockerClientFactory.instance().isDockerAvailable();
    }

    static LocalStackCloud start() {
        var container = new LocalStackContainer(IMAGE).withServices("dynamodb", "sqs", "s3");
        container.start();
        return new LocalStackCloud(container);
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
    public String bucket() {
        return BUCKET;
    }

    @Override
    public void close() {
        clients.close();
        container.stop();
    }
}
