package dev.belay.aws;

import dev.belay.core.error.BelayException;
import dev.belay.core.message.QueueMessage;
import dev.belay.core.model.TaskQueue;
import dev.belay.core.port.QueueConsumer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageNotInflightException;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiptHandleIsInvalidException;

/// Receives by long polling.
final class SqsConsumer implements QueueConsumer {
    private static final System.Logger LOG = System.getLogger(SqsConsumer.class.getName());
    private static final int MESSAGES_MAX = 10;

    private final SqsQueues queues;

    SqsConsumer(SqsQueues queues) {
        this.queues = queues;
    }

    @Override
    public List<Delivery> receive(TaskQueue queue, int max, Duration wait, Duration visibility) {
        var response =
                queues.call(
                        queue,
                        url ->
                                queues.client()
                                        .receiveMessage(receive ->
                                                receive.queueUrl(url)
                                                        .maxNumberOfMessages(
                                                                Math.min(max, MESSAGES_MAX))
                                                        .waitTimeSeconds(SqsTimes.wait(wait))
                                                        .visibilityTimeout(
                                                                SqsTimes.visibility(visibility))
                                                        .messageSystemAttributeNames(
                                                                MessageSystemAttributeName
                                                                        .APPROXIMATE_RECEIVE_COUNT,
                                                                MessageSystemAttributeName
                                                                        .SENT_TIMESTAMP)));
        return response.messages().stream()
                .map(message -> delivery(queue, message))
                .flatMap(Optional::stream)
                .toList();
    }

    /// A message that this build cannot read stays hidden and comes again: a newer build may read
    /// it, and else it ends among the dead letters. The others are not held up by it.
    private Optional<Delivery> delivery(TaskQueue queue, Message message) {
        try {
            QueueMessage content = MessageBodies.read(message.body());
            var attributes = message.attributes();
            return Optional.of(
                    new Delivery(
                            queue,
                            message.receiptHandle(),
                            content,
                            Integer.parseInt(
                                    attributes.getOrDefault(
                                            MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT,
                                            "1")),
                            Instant.ofEpochMilli(
                                    Long.parseLong(
                                            attributes.getOrDefault(
                                                    MessageSystemAttributeName.SENT_TIMESTAMP,
                                                    "0")))));
        } catch (BelayException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "{0} holds a message that this build cannot read, id {1}: {2}",
                    queues.subject(queue),
                    message.messageId(),
                    e.getMessage());
            return Optional.empty();
        }
    }

    @Override
    public void acknowledge(List<Delivery> deliveries) {
        deliveries.stream()
                .collect(Collectors.groupingBy(Delivery::queue))
                .forEach((queue, ofQueue) ->
                        ofQueue.stream()
                                .map(Delivery::handle)
                                .gather(Gatherers.windowFixed(MESSAGES_MAX))
                                .forEach(handles -> delete(queue, handles)));
    }

    private void delete(TaskQueue queue, List<String> handles) {
        var rest = new ArrayList<DeleteMessageBatchRequestEntry>();
        for (String handle : handles) {
            rest.add(
                    DeleteMessageBatchRequestEntry.builder()
                            .id(Integer.toString(rest.size()))
                            .receiptHandle(handle)
                            .build());
        }
        // A handle that is no longer valid is a sender's fault. What is left after the last round
        // comes again, and is recognised then: not worth an error.
        for (int round = 0; !rest.isEmpty() && round < Backoff.ROUNDS_MAX; round++) {
            Backoff.pauseBefore(round);
            var entries = List.copyOf(rest);
            var failed =
                    queues
                            .call(
                                    queue,
                                    url ->
                                            queues.client()
                                                    .deleteMessageBatch(delete ->
                                                            delete.queueUrl(url).entries(entries)))
                            .failed()
                            .stream()
                            .filter(failure -> !failure.senderFault())
                            .map(failure -> failure.id())
                            .toList();
            rest.removeIf(entry -> !failed.contains(entry.id()));
        }
    }

    @Override
    public void release(Delivery delivery, Duration pause) {
        changeVisibility(delivery, pause);
    }

    @Override
    public void extend(Delivery delivery, Duration visibility) {
        changeVisibility(delivery, visibility);
    }

    private void changeVisibility(Delivery delivery, Duration duration) {
        queues.call(
                delivery.queue(),
                url -> {
                    try {
                        return queues.client()
                                .changeMessageVisibility(change ->
                                        change.queueUrl(url)
                                                .receiptHandle(delivery.handle())
                                                .visibilityTimeout(SqsTimes.visibility(duration)));
                    } catch (AwsServiceException e) {
                        if (isNoLongerHeld(e)) {
                            return Optional.empty();
                        }
                        throw e;
                    }
                });
    }

    private static boolean isNoLongerHeld(AwsServiceException e) {
        return e instanceof MessageNotInflightException
                || e instanceof ReceiptHandleIsInvalidException
                || (e.awsErrorDetails() != null
                        && "InvalidParameterValue".equals(e.awsErrorDetails().errorCode()));
    }
}
