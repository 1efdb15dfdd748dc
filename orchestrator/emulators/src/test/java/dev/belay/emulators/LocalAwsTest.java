package dev.belay.emulators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.sqs.SqsClient;

class LocalAwsTest {
    private static final Map<String, AttributeValue> ITEM =
            Map.of("id", AttributeValue.fromS("item"));

    @Test
    void tables_and_queues_work_and_two_emulators_share_nothing() {
        try (var one = LocalAws.inMemory();
                var other = LocalAws.inMemory()) {
            writeTo(one);

            assertThat(itemsIn(one)).isEqualTo(1);
            assertThat(messagesIn(one)).containsExactly("message");
            try (var dynamoDb = dynamoDb(other)) {
                assertThat(dynamoDb.listTables().tableNames()).isEmpty();
            }
            try (var sqs = sqs(other)) {
                assertThat(sqs.listQueues().queueUrls()).isEmpty();
            }
        }
    }

    @Test
    void a_directory_keeps_tables_and_messages_over_a_restart(@TempDir Path directory) {
        try (var first = LocalAws.inDirectory(directory)) {
            writeTo(first);
        }

        try (var second = LocalAws.inDirectory(directory)) {
            assertThat(itemsIn(second)).isEqualTo(1);
            assertThat(messagesIn(second)).containsExactly("message");
        }
    }

    @Test
    void nothing_outside_this_machine_can_connect() throws SocketException {
        var outside =
                NetworkInterface.networkInterfaces()
                        .flatMap(NetworkInterface::inetAddresses)
                        .filter(address -> !address.isLoopbackAddress())
                        .filter(address -> address.getAddress().length == 4)
                        .toList();

        try (var aws = LocalAws.inMemory()) {
            for (InetAddress address : outside) {
                assertRefused(address, aws.dynamoDbEndpoint());
                assertRefused(address, aws.sqsEndpoint());
            }
        }
    }

    private static void assertRefused(InetAddress address, URI endpoint) {
        assertThatThrownBy(() -> new Socket(address, endpoint.getPort()).close())
                .as("%s of %s", address, endpoint)
                .isInstanceOf(ConnectException.class);
    }

    private static void writeTo(LocalAws aws) {
        try (var dynamoDb = dynamoDb(aws);
                var sqs = sqs(aws)) {
            dynamoDb.createTable(table ->
                    table.tableName("table")
                            .billingMode(BillingMode.PAY_PER_REQUEST)
                            .attributeDefinitions(
                                    AttributeDefinition.builder()
                                            .attributeName("id")
                                            .attributeType(ScalarAttributeType.S)
                                            .build())
                            .keySchema(
                                    KeySchemaElement.builder()
                                            .attributeName("id")
                                            .keyType(KeyType.HASH)
                                            .build()));
            dynamoDb.putItem(put -> put.tableName("table").item(ITEM));
            var url = sqs.createQueue(queue -> queue.queueName("queue")).queueUrl();
            sqs.sendMessage(send -> send.queueUrl(url).messageBody("message"));
        }
    }

    private static int itemsIn(LocalAws aws) {
        try (var dynamoDb = dynamoDb(aws)) {
            return dynamoDb.scan(scan -> scan.tableName("table")).count();
        }
    }

    private static List<String> messagesIn(LocalAws aws) {
        try (var sqs = sqs(aws)) {
            // Queues that were kept come back some moments after the start.
            List<String> queues = sqs.listQueues().queueUrls();
            for (int i = 0; queues.isEmpty() && i < 600; i++) {
                LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
                queues = sqs.listQueues().queueUrls();
            }
            assertThat(queues).hasSize(1);
            String url = queues.getFirst();
            return sqs
                    .receiveMessage(receive -> receive.queueUrl(url).waitTimeSeconds(10))
                    .messages()
                    .stream()
                    .map(message -> message.body())
                    .toList();
        }
    }

    private static DynamoDbClient dynamoDb(LocalAws aws) {
        return DynamoDbClient.builder()
                .endpointOverride(aws.dynamoDbEndpoint())
                .region(Region.of(LocalAws.REGION))
                .credentialsProvider(credentials())
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    private static SqsClient sqs(LocalAws aws) {
        return SqsClient.builder()
                .endpointOverride(aws.sqsEndpoint())
                .region(Region.of(LocalAws.REGION))
                .credentialsProvider(credentials())
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    private static StaticCredentialsProvider credentials() {
        return StaticCredentialsProvider.create(
                AwsBasicCredentials.create(LocalAws.ACCESS_KEY, LocalAws.SECRET_KEY));
    }
}
