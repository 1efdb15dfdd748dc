package dev.belay.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.aws.AwsClients;
import dev.belay.aws.AwsConfig;
import dev.belay.aws.Provisioning;
import dev.belay.aws.RequestMeter;
import dev.belay.emulators.LocalAws;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;

/// Goal: the adapters accept the table that the stack makes.
///
/// Method: make it as the template says, and let the adapters judge.
class TemplateTableTest {
    private final JsonNode table = Template.resource("Table").path("Properties");

    @Test
    void the_adapters_accept_the_table_of_the_stack() {
        try (var aws = LocalAws.inMemory();
                var clients = clients(aws)) {
            clients.dynamoDb().createTable(asTheTemplateSays("stack"));

            var provisioning =
                    new Provisioning(
                            AwsConfig.of("stack", "stack"), clients.dynamoDb(), clients.sqs());

            assertThatCode(provisioning::verifyTable).doesNotThrowAnyException();
        }
    }

    @Test
    void nothing_of_it_is_lost_and_what_is_old_expires() {
        assertThat(Template.resource("Table").path("DeletionPolicy").asText()).isEqualTo("Retain");
        assertThat(table.at("/TimeToLiveSpecification/AttributeName").asText()).isEqualTo("x");
        assertThat(table.at("/TimeToLiveSpecification/Enabled").asBoolean()).isTrue();
        assertThat(
                        table.at("/PointInTimeRecoverySpecification/PointInTimeRecoveryEnabled")
                                .asBoolean())
                .isTrue();
        assertThat(table.at("/SSESpecification/SSEEnabled").asBoolean()).isTrue();
    }

    private CreateTableRequest asTheTemplateSays(String name) {
        var attributes = new ArrayList<AttributeDefinition>();
        for (JsonNode attribute : table.path("AttributeDefinitions")) {
            attributes.add(
                    AttributeDefinition.builder()
                            .attributeName(attribute.path("AttributeName").asText())
                            .attributeType(attribute.path("AttributeType").asText())
                            .build());
        }
        var indexes = new ArrayList<GlobalSecondaryIndex>();
        for (JsonNode index : table.path("GlobalSecondaryIndexes")) {
            indexes.add(
                    GlobalSecondaryIndex.builder()
                            .indexName(index.path("IndexName").asText())
                            .keySchema(keys(index))
                            .projection(p ->
                                    p.projectionType(
                                            index.at("/Projection/ProjectionType").asText()))
                            .build());
        }
        return CreateTableRequest.builder()
                .tableName(name)
                .billingMode(BillingMode.fromValue(table.path("BillingMode").asText()))
                .attributeDefinitions(attributes)
                .keySchema(keys(table))
                .globalSecondaryIndexes(indexes)
                .build();
    }

    private static List<KeySchemaElement> keys(JsonNode of) {
        var keys = new ArrayList<KeySchemaElement>();
        for (JsonNode key : of.path("KeySchema")) {
            keys.add(
                    KeySchemaElement.builder()
                            .attributeName(key.path("AttributeName").asText())
                            .keyType(key.path("KeyType").asText())
                            .build());
        }
        return keys;
    }

    private static AwsClients clients(LocalAws aws) {
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
