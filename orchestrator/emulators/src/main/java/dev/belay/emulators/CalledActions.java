package dev.belay.emulators;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/// Writes down what each function asks of AWS, in the words that roles use, and loses the
/// function's host where a test wants it.
///
/// One function at a time: whatever the process asks while one is invoked is the function's.
public class CalledActions implements ExecutionInterceptor {
    private static final Map<String, SortedSet<String>> CALLED = new ConcurrentHashMap<>();
    private static final String NOBODY = "";

    private static volatile String function = NOBODY;
    private static final AtomicInteger REQUESTS_LEFT = new AtomicInteger();

    /// Invokes a function, whose host is there for as many requests.
    public static synchronized <T> T of(String name, int requests, Supplier<T> invocation) {
        function = name;
        REQUESTS_LEFT.set(requests);
        try {
            return invocation.get();
        } finally {
            function = NOBODY;
        }
    }

    public static <T> T of(String name, Supplier<T> invocation) {
        return of(name, Integer.MAX_VALUE, invocation);
    }

    /// What a function has called until now: an action and a kind of resource with a tab between
    /// them, for example `dynamodb:Query` and `index`.
    public static SortedSet<String> by(String name) {
        return new TreeSet<>(CALLED.getOrDefault(name, new TreeSet<>()));
    }

    /// Begins anew.
    public static void forget() {
        CALLED.clear();
    }

    @Override
    public final void beforeExecution(
            Context.BeforeExecution context, ExecutionAttributes executionAttributes) {
        if (function.equals(NOBODY)) {
            return;
        }
        if (REQUESTS_LEFT.getAndDecrement() <= 0) {
            throw SdkClientException.create("the host of this function is gone");
        }
        String service =
                executionAttributes
                        .getAttribute(SdkExecutionAttribute.SERVICE_NAME)
                        .toLowerCase(Locale.ROOT);
        String operation = executionAttributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
        CALLED.computeIfAbsent(function, _ -> new ConcurrentSkipListSet<>())
                .add(action(service, operation) + "\t" + resource(service, context.request()));
    }

    /// Roles do not know the batches of SQS.
    private static String action(String service, String operation) {
        boolean batch = service.equals("sqs") && operation.endsWith("Batch");
        return service + ":" + (batch ? operation.substring(0, operation.length() - 5) : operation);
    }

    private static String resource(String service, SdkRequest request) {
        return switch (service) {
            case "dynamodb" -> field(request, "IndexName").map(_ -> "index").orElse("table");
            case "sqs" ->
                    queue(
                            field(request, "QueueUrl")
                                    .or(() -> field(request, "QueueName"))
                                    .orElse(""));
            case "s3" -> "bucket/" + field(request, "Key").orElse("").replaceFirst("/.*", "/*");
            case "ssm" -> "parameter";
            default -> service;
        };
    }

    private static String queue(String name) {
        if (name.endsWith("-dlq")) {
            return "dead-letter-queue";
        }
        return name.endsWith("-orchestrator") ? "orchestrator-queue" : "activity-queue";
    }

    private static Optional<String> field(SdkRequest request, String name) {
        return request.getValueForField(name, String.class);
    }
}
