package dev.belay.aws;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/// A range of one partition, of the table (never stale) or of an index (some seconds behind).
///
/// @param index null is the table itself
/// @param from the first sort key, inclusive
/// @param to the last sort key, inclusive
/// @param prefix what all sort keys begin with; then there is no `from` and `to`
record Query(
        @Nullable String index,
        String partitionName,
        String partition,
        String sortName,
        String from,
        String to,
        @Nullable String prefix,
        boolean descending,
        int limit) {
    static Query between(String partition, String from, String to, int limit) {
        return new Query(
                null, Items.PARTITION, partition, Items.SORT, from, to, null, false, limit);
    }

    static Query prefix(String partition, String prefix) {
        return new Query(
                null,
                Items.PARTITION,
                partition,
                Items.SORT,
                "",
                "",
                prefix,
                false,
                Integer.MAX_VALUE);
    }

    Query newestFirst() {
        return new Query(index, partitionName, partition, sortName, from, to, prefix, true, limit);
    }

    /// The same range up to another end.
    Query until(String end) {
        return new Query(
                index, partitionName, partition, sortName, from, end, prefix, descending, limit);
    }

    QueryRequest request(String table) {
        String range =
                prefix == null
                        ? "%s BETWEEN :from AND :to".formatted(sortName)
                        : "begins_with(%s, :prefix)".formatted(sortName);
        Map<String, AttributeValue> values =
                prefix == null
                        ? Map.of(
                                ":partition", Items.text(partition),
                                ":from", Items.text(from),
                                ":to", Items.text(to))
                        : Map.of(
                                ":partition", Items.text(partition),
                                ":prefix", Items.text(prefix));
        return QueryRequest.builder()
                .tableName(table)
                .indexName(index)
                .keyConditionExpression("%s = :partition AND %s".formatted(partitionName, range))
                .expressionAttributeValues(values)
                .consistentRead(index == null)
                .scanIndexForward(!descending)
                .build();
    }
}
