package dev.belay.aws;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/// Clients for a process that no framework gives any: the command line, workers in containers.
public record AwsClients(DynamoDbClient dynamoDb, SqsClient sqs, S3Client s3)
        implements AutoCloseable {
    /// Clients of the account and region that the process finds itself in.
    public static AwsClients ofEnvironment(RequestMeter meter) {
        var http = UrlConnectionHttpClient.create();
        var credentials = DefaultCredentialsProvider.builder().build();
        return new AwsClients(
                connect(DynamoDbClient.builder(), http, credentials, meter).build(),
                connect(SqsClient.builder(), http, credentials, meter).build(),
                connect(S3Client.builder(), http, credentials, meter).build());
    }

    /// Clients of services at addresses of one's own, such as emulators.
    public static AwsClients at(Endpoints endpoints, RequestMeter meter) {
        return at(endpoints, UrlConnectionHttpClient.create(), meter);
    }

    static AwsClients at(Endpoints endpoints, SdkHttpClient http, RequestMeter meter) {
        var region = Region.of(endpoints.region());
        var credentials =
                StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(endpoints.accessKey(), endpoints.secretKey()));
        return new AwsClients(
                connect(DynamoDbClient.builder(), http, credentials, meter)
                        .region(region)
                        .endpointOverride(endpoints.dynamoDb())
                        .build(),
                connect(SqsClient.builder(), http, credentials, meter)
                        .region(region)
                        .endpointOverride(endpoints.sqs())
                        .build(),
                connect(S3Client.builder(), http, credentials, meter)
                        .region(region)
                        .endpointOverride(endpoints.s3())
                        .forcePathStyle(true)
                        .build());
    }

    @Override
    public void close() {
        dynamoDb.close();
        sqs.close();
        s3.close();
    }

    private static <B extends AwsClientBuilder<B, C> & SdkSyncClientBuilder<B, C>, C> B connect(
            B builder, SdkHttpClient http, AwsCredentialsProvider credentials, RequestMeter meter) {
        // The SDK's old default tries DynamoDB nine times, which can take a minute: longer than a
        // message is hidden. Three times is enough; then the message comes again.
        return builder.httpClient(http)
                .credentialsProvider(credentials)
                .overrideConfiguration(override ->
                        override.addExecutionInterceptor(meter).retryStrategy(RetryMode.STANDARD));
    }

    /// @param s3 null where there is none; requests to S3 then go to AWS, and are refused
    public record Endpoints(
            URI dynamoDb,
            URI sqs,
            @Nullable URI s3,
            String region,
            String accessKey,
            String secretKey) {}
}
