package dev.belay.aws;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/// Counts what the services will bill: every request that was sent, retries included, and the
/// capacity that DynamoDB says it consumed. Add it to the clients as an execution interceptor.
///
/// A write that its condition refused consumes capacity too, as much as the item in its way, but
/// DynamoDB does not say how much: these are counted, and their units are not.
public final class RequestMeter implements ExecutionInterceptor {
    private final ConcurrentMap<String, LongAdder> requests = new ConcurrentHashMap<>();
    private final DoubleAdder writeUnits = new DoubleAdder();
    private final DoubleAdder readUnits = new DoubleAdder();
    private final LongAdder refusedWrites = new LongAdder();

    /// @param requests by service and operation, for example `Sqs.SendMessageBatch`
    public record Usage(
            Map<String, Long> requests, double writeUnits, double readUnits, long refusedWrites) {
        public Usage {
            requests = Map.copyOf(requests);
        }

        /// What has been used since `earlier`.
        public Usage since(Usage earlier) {
            var difference = new TreeMap<String, Long>();
            requests.forEach((operation, count) -> {
                long more = count - earlier.requests.getOrDefault(operation, 0L);
                if (more != 0) {
                    difference.put(operation, more);
                }
            });
            return new Usage(
                    difference,
                    writeUnits - earlier.writeUnits,
                    readUnits - earlier.readUnits,
                    refusedWrites - earlier.refusedWrites);
        }

        /// All requests to a service, for example `Sqs`.
        public long requestsTo(String service) {
            return requests.entrySet().stream()
                    .filter(entry -> entry.getKey().startsWith(service + "."))
                    .mapToLong(Map.Entry::getValue)
                    .sum();
        }
    }

    /// What has been used since the meter was made.
    public Usage usage() {
        var counts = new TreeMap<String, Long>();
        requests.forEach((operation, count) -> counts.put(operation, count.sum()));
        return new Usage(counts, writeUnits.sum(), readUnits.sum(), refusedWrites.sum());
    }

    @Override
    public SdkRequest modifyRequest(
            Context.ModifyRequest context, ExecutionAttributes executionAttributes) {
        var total = ReturnConsumedCapacity.TOTAL;
        return switch (context.request()) {
            case PutItemRequest put -> put.copy(b -> b.returnConsumedCapacity(total));
            case UpdateItemRequest update -> update.copy(b -> b.returnConsumedCapacity(total));
            case DeleteItemRequest delete -> delete.copy(b -> b.returnConsumedCapacity(total));
            case BatchWriteItemRequest batch -> batch.copy(b -> b.returnConsumedCapacity(total));
            case GetItemRequest get -> get.copy(b -> b.returnConsumedCapacity(total));
            case BatchGetItemRequest batch -> batch.copy(b -> b.returnConsumedCapacity(total));
            case QueryRequest query -> query.copy(b -> b.returnConsumedCapacity(total));
            default -> context.request();
        };
    }

    @Override
    public void beforeTransmission(
            Context.BeforeTransmission context, ExecutionAttributes executionAttributes) {
        String operation =
                executionAttributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME)
                        + "."
                        + executionAttributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
        requests.computeIfAbsent(operation, _ -> new LongAdder()).increment();
    }

    @Override
    public void afterExecution(
            Context.AfterExecution context, ExecutionAttributes executionAttributes) {
        switch (context.response()) {
            case PutItemResponse put -> written(put.consumedCapacity());
            case UpdateItemResponse update -> written(update.consumedCapacity());
            case DeleteItemResponse delete -> written(delete.consumedCapacity());
            case BatchWriteItemResponse batch -> batch.consumedCapacity().forEach(this::written);
            case GetItemResponse get -> read(get.consumedCapacity());
            case BatchGetItemResponse batch -> batch.consumedCapacity().forEach(this::read);
            case QueryResponse query -> read(query.consumedCapacity());
            default -> {}
        }
    }

    @Override
    public void onExecutionFailure(
            Context.FailedExecution context, ExecutionAttributes executionAttributes) {
        if (context.exception() instanceof ConditionalCheckFailedException) {
            refusedWrites.increment();
        }
    }

    private void written(ConsumedCapacity capacity) {
        writeUnits.add(units(capacity));
    }

    private void read(ConsumedCapacity capacity) {
        readUnits.add(units(capacity));
    }

    private static double units(ConsumedCapacity capacity) {
        return capacity == null || capacity.capacityUnits() == null ? 0 : capacity.capacityUnits();
    }
}
