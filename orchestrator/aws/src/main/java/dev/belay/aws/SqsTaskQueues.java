package dev.belay.aws;

import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.message.QueueMessage;
import dev.belay.core.model.TaskQueue;
import dev.belay.core.port.TaskQueues;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/// Sends in batches of ten, and again what SQS did not take.
final class SqsTaskQueues implements TaskQueues {
    private static final Duration DELAY_MAX = Duration.ofMinutes(15);
    private static final int MESSAGES_MAX = 10;

    /// Of one request, and so of one message. SQS takes more of late; workers in containers and
    /// other services that read the queues may not.
    private static final int BYTES_MAX = 256 * 1024;

    private final SqsQueues queues;
    private final boolean fair;

    SqsTaskQueues(SqsQueues queues, boolean fair) {
        this.queues = queues;
        this.fair = fair;
    }

    @Override
    public Duration delayMax() {
        return DELAY_MAX;
    }

    @Override
    public void send(List<Outgoing> messages) {
        var byQueue = new LinkedHashMap<TaskQueue, List<Outgoing>>();
        for (Outgoing message : messages) {
            byQueue.computeIfAbsent(message.queue(), _ -> new ArrayList<>()).add(message);
        }
        byQueue.forEach(this::send);
    }

    private void send(TaskQueue queue, List<Outgoing> messages) {
        var batch = new ArrayList<SendMessageBatchRequestEntry>();
        int bytes = 0;
        for (Outgoing message : messages) {
            String body = MessageBodies.write(message.message());
            int size = body.getBytes(StandardCharsets.UTF_8).length;
            requireFits(queue, message.message(), size);
            if (batch.size() == MESSAGES_MAX || bytes + size > BYTES_MAX) {
                sendBatch(queue, batch);
                batch.clear();
                bytes = 0;
            }
            batch.add(entry(batch.size(), message, body));
            bytes += size;
        }
        sendBatch(queue, batch);
    }

    private SendMessageBatchRequestEntry entry(int index, Outgoing message, String body) {
        var entry =
                SendMessageBatchRequestEntry.builder()
                        .id(Integer.toString(index))
                        .messageBody(body);
        if (!message.delay().isZero()) {
            entry.delaySeconds(seconds(message.delay()));
        }
        if (fair) {
            entry.messageGroupId(message.message().run().workspace().name());
        }
        return entry.build();
    }

    private void sendBatch(TaskQueue queue, List<SendMessageBatchRequestEntry> batch) {
        List<SendMessageBatchRequestEntry> rest = List.copyOf(batch);
        for (int round = 0; !rest.isEmpty(); round++) {
            Backoff.pauseBefore(round);
            var entries = rest;
            var failed =
                    queues.call(
                                    queue,
                                    url ->
                                            queues.client()
                                                    .sendMessageBatch(send ->
                                                            send.queueUrl(url).entries(entries)))
                            .failed();
            requireHope(queue, failed, round);
            var ids = failed.stream().map(BatchResultErrorEntry::id).toList();
            rest = entries.stream().filter(entry -> ids.contains(entry.id())).toList();
        }
    }

    private void requireHope(TaskQueue queue, List<BatchResultErrorEntry> failed, int round) {
        for (BatchResultErrorEntry entry : failed) {
            if (entry.senderFault()) {
                throw new BelayException(
                        ErrorCode.INVALID_REQUEST,
                        "%s refused a message (%s: %s)"
                                .formatted(queues.subject(queue), entry.code(), entry.message()));
            }
            if (round == Backoff.ROUNDS_MAX) {
                throw new BelayException(
                        ErrorCode.STORE_UNAVAILABLE,
                        "%s did not take %d messages in %d rounds (%s); some others were sent, and sending all again is safe"
                                .formatted(
                                        queues.subject(queue),
                                        failed.size(),
                                        round + 1,
                                        entry.code()));
            }
        }
    }

    private void requireFits(TaskQueue queue, QueueMessage message, int size) {
        if (size > BYTES_MAX) {
            throw new BelayException(
                    ErrorCode.PAYLOAD_TOO_LARGE,
                    "a %s for run %s has %d bytes, and %s takes %d; pass less, or a reference to it"
                            .formatted(
                                    message.getClass().getSimpleName(),
                                    message.run(),
                                    size,
                                    queues.subject(queue),
                                    BYTES_MAX));
        }
    }

    private static int seconds(Duration delay) {
        if (delay.isNegative() || delay.compareTo(DELAY_MAX) > 0) {
            throw new BelayException(
                    ErrorCode.INVALID_REQUEST,
                    "the delay is %s, expected 0 to %s; longer waits are timers"
                            .formatted(delay, DELAY_MAX));
        }
        return SqsTimes.secondsUp(delay);
    }
}
