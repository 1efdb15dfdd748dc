package dev.belay.aws;

import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/// What the table must look like. Infrastructure code makes the same one.
final class TableSchema {
    private TableSchema() {}

    /// Lists of runs by their start. They project keys only: heads are read from the table.
    enum Index {
        BY_WORKSPACE("runs-by-workspace", Items.WORKSPACE),
        BY_WORKFLOW("runs-by-workflow", Items.WORKFLOW),
        BY_STATUS("runs-by-status", Items.STATUS),
        OPEN("open-runs", Items.OPEN);

        private final String indexName;
        private final String partitionName;

        Index(String indexName, String partitionName) {
            this.indexName = indexName;
            this.partitionName = partitionName;
        }

        Query newestFirst(String partition, String from, String to, int limit) {
            return new Query(
                    indexName, partitionName, partition, Items.ORDER, from, to, null, true, limit);
        }

        Query oldestFirst(String partition, String from, int limit) {
            return new Query(
                    indexName,
                    partitionName,
                    partition,
                    Items.ORDER,
                    from,
                    Keys.END,
                    null,
                    false,
                    limit);
        }

        private GlobalSecondaryIndex definition() {
            return GlobalSecondaryIndex.builder()
                    .indexName(indexName)
                    .keySchema(keys(partitionName, Items.ORDER))
                    .projection(p -> p.projectionType(ProjectionType.KEYS_ONLY))
                    .build();
        }
    }

    static CreateTableRequest create(String table) {
        var attributes = new LinkedHashSet<>(Set.of(Items.PARTITION, Items.SORT, Items.ORDER));
        Arrays.stream(Index.values()).forEach(index -> attributes.add(index.partitionName));
        return CreateTableRequest.builder()
                .tableName(table)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(
                        attributes.stream()
                                .map(name ->
                                        AttributeDefinition.builder()
                                                .attributeName(name)
                                                .attributeType(ScalarAttributeType.S)
                                                .build())
                                .toList())
                .keySchema(keys(Items.PARTITION, Items.SORT))
                .globalSecondaryIndexes(
                        Arrays.stream(Index.values()).map(Index::definition).toList())
                .build();
    }

    /// @throws BelayException `INVALID_OPTIONS` when it is another kind of table
    static void verify(TableDescription table) {
        var wrong = new ArrayList<String>();
        if (!table.keySchema().equals(keys(Items.PARTITION, Items.SORT))) {
            wrong.add("its keys are not 'p' and 's'");
        }
        for (Index index : Index.values()) {
            boolean found =
                    table.globalSecondaryIndexes().stream()
                            .anyMatch(there ->
                                    there.indexName().equals(index.indexName)
                                            && there.keySchema()
                                                    .equals(
                                                            keys(
                                                                    index.partitionName,
                                                                    Items.ORDER)));
            if (!found) {
                wrong.add(
                        "it has no index '%s' on '%s' and 'o'"
                                .formatted(index.indexName, index.partitionName));
            }
        }
        if (!wrong.isEmpty()) {
            throw new BelayException(
                    ErrorCode.INVALID_OPTIONS,
                    "DynamoDB table '%s' is not one of Belay's: %s; name another table, or make it with the stack"
                            .formatted(table.tableName(), String.join(", ", wrong)));
        }
    }

    private static List<KeySchemaElement> keys(String partition, String sort) {
        return List.of(
                KeySchemaElement.builder().attributeName(partition).keyType(KeyType.HASH).build(),
                KeySchemaElement.builder().attributeName(sort).keyType(KeyType.RANGE).build());
    }
}
