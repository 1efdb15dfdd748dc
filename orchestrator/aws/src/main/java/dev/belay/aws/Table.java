package dev.belay.aws;

import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Gatherers;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DeleteRequest;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/// The one table: the few requests that the adapters make, with every error translated.
final class Table {
    private static final int BATCH_WRITES_MAX = 25;
    private static final int BATCH_READS_MAX = 100;

    private final DynamoDbClient client;
    private final String name;
    private final String subject;
    private final AwsErrors errors;

    Table(DynamoDbClient client, String name) {
        this.client = client;
        this.name = name;
        this.subject = "DynamoDB table '%s'".formatted(name);
        this.errors = AwsErrors.of(client.serviceClientConfiguration());
    }

    /// What must hold for a write to happen.
    record Condition(String expression, Map<String, AttributeValue> values) {
        static final Condition ABSENT =
                new Condition("attribute_not_exists(" + Items.PARTITION + ")", Map.of());
        static final Condition PRESENT =
                new Condition("attribute_exists(" + Items.PARTITION + ")", Map.of());
    }

    sealed interface Written {
        /// @param item what was there before (after a put), or what is there now (after an update)
        record Done(Map<String, AttributeValue> item) implements Written {}

        /// @param existing what is there; nothing has changed
        /// @param retried whether the SDK had sent the request before: then an earlier try, whose
        ///   answer was lost, may be what is in the way
        record Refused(Map<String, AttributeValue> existing, boolean retried) implements Written {}
    }

    Written put(Map<String, AttributeValue> item, @Nullable Condition condition) {
        return write(() ->
                new Written.Done(
                        client.putItem(
                                        put -> {
                                            put.tableName(name).item(item);
                                            put.returnValues(ReturnValue.ALL_OLD);
                                            if (condition != null) {
                                                put.conditionExpression(condition.expression());
                                                put.expressionAttributeValues(
                                                        orNull(condition.values()));
                                                put.returnValuesOnConditionCheckFailure(
                                                        ReturnValuesOnConditionCheckFailure
                                                                .ALL_OLD);
                                            }
                                        })
                                .attributes()));
    }

    Written update(
            ItemKey key,
            String expression,
            Map<String, AttributeValue> values,
            @Nullable Condition condition) {
        var all = new HashMap<>(values);
        var request =
                UpdateItemRequest.builder()
                        .tableName(name)
                        .key(key.attributes())
                        .updateExpression(expression)
                        .returnValues(ReturnValue.ALL_NEW);
        if (condition != null) {
            all.putAll(condition.values());
            request.conditionExpression(condition.expression())
                    .returnValuesOnConditionCheckFailure(
                            ReturnValuesOnConditionCheckFailure.ALL_OLD);
        }
        request.expressionAttributeValues(orNull(all));
        return write(() -> new Written.Done(client.updateItem(request.build()).attributes()));
    }

    /// @return false when the condition does not hold
    boolean delete(ItemKey key, Condition condition) {
        return write(() ->
                new Written.Done(
                        client.deleteItem(d ->
                                        d.tableName(name)
                                                .key(key.attributes())
                                                .conditionExpression(condition.expression())
                                                .expressionAttributeValues(condition.values()))
                                .attributes()))
                instanceof Written.Done;
    }

    void delete(ItemKey key) {
        errors.call(subject, () -> client.deleteItem(d -> d.tableName(name).key(key.attributes())));
    }

    /// @return whether it was there
    boolean take(ItemKey key) {
        return errors.call(
                        subject,
                        () ->
                                client.deleteItem(d ->
                                        d.tableName(name)
                                                .key(key.attributes())
                                                .returnValues(ReturnValue.ALL_OLD)))
                .hasAttributes();
    }

    void putAll(Collection<Map<String, AttributeValue>> items) {
        writeAll(
                items.stream()
                        .map(item -> PutRequest.builder().item(item).build())
                        .map(put -> WriteRequest.builder().putRequest(put).build())
                        .toList());
    }

    void deleteAll(Collection<ItemKey> keys) {
        writeAll(
                keys.stream()
                        .map(key -> DeleteRequest.builder().key(key.attributes()).build())
                        .map(delete -> WriteRequest.builder().deleteRequest(delete).build())
                        .toList());
    }

    /// Never stale.
    Optional<Map<String, AttributeValue>> get(ItemKey key) {
        var response =
                errors.call(
                        subject,
                        () ->
                                client.getItem(get ->
                                        get.tableName(name)
                                                .key(key.attributes())
                                                .consistentRead(true)));
        return response.hasItem() ? Optional.of(response.item()) : Optional.empty();
    }

    /// Whether the item exists; may be some seconds behind, and costs half.
    boolean mayExist(ItemKey key) {
        return errors.call(
                        subject,
                        () ->
                                client.getItem(get ->
                                        get.tableName(name)
                                                .key(key.attributes())
                                                .projectionExpression(Items.PARTITION)))
                .hasItem();
    }

    /// Those of the items that exist, in no order; may be some seconds behind.
    List<Map<String, AttributeValue>> getAll(Collection<ItemKey> keys) {
        var found = new ArrayList<Map<String, AttributeValue>>();
        keys.stream()
                .map(ItemKey::attributes)
                .gather(Gatherers.windowFixed(BATCH_READS_MAX))
                .forEach(window -> getAll(window, found));
        return found;
    }

    private void getAll(
            List<Map<String, AttributeValue>> keys, List<Map<String, AttributeValue>> found) {
        var rest = Map.of(name, KeysAndAttributes.builder().keys(keys).build());
        for (int round = 0; !rest.isEmpty(); round++) {
            var request = rest;
            pauseBefore(round);
            var response =
                    errors.call(subject, () -> client.batchGetItem(b -> b.requestItems(request)));
            found.addAll(response.responses().getOrDefault(name, List.of()));
            rest = response.unprocessedKeys();
        }
    }

    /// Items of a query, page after page, up to its limit.
    List<Map<String, AttributeValue>> query(Query query) {
        var found = new ArrayList<Map<String, AttributeValue>>();
        QueryRequest request = query.request(name);
        while (true) {
            int wanted = query.limit() - found.size();
            QueryRequest next = request.toBuilder().limit(wanted).build();
            var response = errors.call(subject, () -> client.query(next));
            found.addAll(response.items());
            if (!response.hasLastEvaluatedKey() || found.size() >= query.limit()) {
                return found;
            }
            request = next.toBuilder().exclusiveStartKey(response.lastEvaluatedKey()).build();
        }
    }

    private void writeAll(List<WriteRequest> writes) {
        writes.stream()
                .gather(Gatherers.windowFixed(BATCH_WRITES_MAX))
                .forEach(window -> {
                    var rest = Map.of(name, window);
                    for (int round = 0; !rest.isEmpty(); round++) {
                        var request = rest;
                        pauseBefore(round);
                        rest =
                                errors.call(
                                                subject,
                                                () ->
                                                        client.batchWriteItem(
                                                                b -> b.requestItems(request)))
                                        .unprocessedItems();
                    }
                });
    }

    /// DynamoDB hands back the part of a batch that it throttles, without an error.
    private void pauseBefore(int round) {
        if (round > Backoff.ROUNDS_MAX) {
            throw new BelayException(
                    ErrorCode.THROTTLED,
                    "%s still hands back parts of a batch after %d rounds; trying again later is safe"
                            .formatted(subject, round));
        }
        Backoff.pauseBefore(round);
    }

    private Written write(java.util.function.Supplier<Written> request) {
        return errors.call(
                subject,
                () -> {
                    try {
                        return request.get();
                    } catch (ConditionalCheckFailedException e) {
                        Integer attempts = e.numAttempts();
                        return new Written.Refused(e.item(), attempts != null && attempts > 1);
                    }
                });
    }

    private static @Nullable Map<String, AttributeValue> orNull(
            Map<String, AttributeValue> values) {
        return values.isEmpty() ? null : values;
    }
}
