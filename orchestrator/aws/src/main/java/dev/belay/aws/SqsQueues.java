package dev.belay.aws;

import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.model.TaskQueue;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/// The queues of an installation: their names, and their urls, looked up once.
final class SqsQueues {
    static final String DEAD_LETTERS = "-dlq";

    private static final int NAME_CHARS_MAX = 80;

    private final SqsClient client;
    private final String prefix;
    private final AwsErrors errors;
    private final ConcurrentMap<TaskQueue, String> urls = new ConcurrentHashMap<>();

    SqsQueues(SqsClient client, String prefix) {
        this.client = client;
        this.prefix = prefix;
        this.errors = AwsErrors.of(client.serviceClientConfiguration());
    }

    String name(TaskQueue queue) {
        String name = prefix + "-" + queue;
        if (name.contains(".") || name.length() + DEAD_LETTERS.length() > NAME_CHARS_MAX) {
            throw new BelayException(
                    ErrorCode.INVALID_NAME,
                    "'%s' cannot be the name of an SQS queue; expected at most %d characters without '.' for prefix, lane and task queue together"
                            .formatted(name, NAME_CHARS_MAX - DEAD_LETTERS.length()));
        }
        return name;
    }

    /// Makes a request of a queue, and forgets its url if the queue turns out to be gone: it may be
    /// made again with another.
    <T> T call(TaskQueue queue, Function<String, T> request) {
        String subject = subject(queue);
        try {
            String url = urls.computeIfAbsent(queue, this::lookUp);
            return errors.call(subject, () -> request.apply(url));
        } catch (BelayException e) {
            if (e.code() == ErrorCode.QUEUE_NOT_FOUND) {
                urls.remove(queue);
            }
            throw e;
        }
    }

    /// Does nothing where the queue exists with these attributes.
    void create(TaskQueue queue, String suffix, Map<QueueAttributeName, String> attributes) {
        errors.call(
                "SQS queue '%s'".formatted(name(queue) + suffix),
                () ->
                        client.createQueue(create ->
                                create.queueName(name(queue) + suffix).attributes(attributes)));
    }

    String deadLettersArn(TaskQueue queue) {
        String name = name(queue) + DEAD_LETTERS;
        return errors.call(
                "SQS queue '%s'".formatted(name),
                () -> {
                    String url = client.getQueueUrl(get -> get.queueName(name)).queueUrl();
                    var wanted = QueueAttributeName.QUEUE_ARN;
                    var attributes =
                            client.getQueueAttributes(
                                    get -> get.queueUrl(url).attributeNames(wanted));
                    return attributes.attributes().getOrDefault(wanted, "");
                });
    }

    String subject(TaskQueue queue) {
        return "SQS queue '%s'".formatted(name(queue));
    }

    SqsClient client() {
        return client;
    }

    private String lookUp(TaskQueue queue) {
        return errors.call(
                subject(queue),
                () -> client.getQueueUrl(get -> get.queueName(name(queue))).queueUrl());
    }
}
