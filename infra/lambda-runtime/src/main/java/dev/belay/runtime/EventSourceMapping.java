package dev.belay.runtime;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/// What Lambda does between a queue and a function: gathers a batch, invokes, deletes what
/// succeeded.
///
/// The function reports batch item failures: the messages that it names stay, and come again when
/// their visibility ends, or when the function said so itself. When the function fails, is killed,
/// or answers what nobody understands, all of the batch stays.
public final class EventSourceMapping implements AutoCloseable {
    private static final Logger LOG = System.getLogger(EventSourceMapping.class.getName());
    private static final int RECEIVE_MAX = 10;

    /// Lambda waits for 20 seconds; an emulator ends only when the last of those who wait has gone.
    private static final Duration POLL = Duration.ofSeconds(2);

    private final SqsClient sqs;
    private final Settings settings;
    private final LocalFunction function;
    private final String url;
    private final List<Thread> pollers = new ArrayList<>();
    private volatile boolean closed;

    /// @param queue its name
    /// @param batchSize messages in one event, from 1
    /// @param window how long to gather more once there is one; zero takes what is there
    /// @param maximumConcurrency how many events at once
    public record Settings(String queue, int batchSize, Duration window, int maximumConcurrency) {
        public Settings {
            if (batchSize < 1 || maximumConcurrency < 1) {
                throw new IllegalArgumentException(
                        "batchSize is %d and maximumConcurrency %d, expected 1 or more"
                                .formatted(batchSize, maximumConcurrency));
            }
        }

        /// Ten messages without a pause, one event at a time.
        public static Settings of(String queue) {
            return new Settings(queue, RECEIVE_MAX, Duration.ZERO, 1);
        }
    }

    private EventSourceMapping(SqsClient sqs, Settings settings, LocalFunction function) {
        this.sqs = sqs;
        this.settings = settings;
        this.function = function;
        this.url = sqs.getQueueUrl(get -> get.queueName(settings.queue())).queueUrl();
    }

    /// Until closed.
    ///
    /// @param sqs is not closed with it
    public static EventSourceMapping start(
            SqsClient sqs, Settings settings, LocalFunction function) {
        var mapping = new EventSourceMapping(sqs, settings, function);
        for (int i = 0; i < settings.maximumConcurrency(); i++) {
            mapping.pollers.add(
                    Thread.ofVirtual()
                            .name("poller-" + settings.queue() + "-" + i)
                            .start(mapping::poll));
        }
        return mapping;
    }

    private void poll() {
        while (!closed) {
            try {
                List<Message> batch = gather();
                if (!batch.isEmpty()) {
                    delete(batch, handedBack(batch));
                }
            } catch (InterruptedException _) {
                return;
            } catch (SdkException e) {
                if (!closed) {
                    LOG.log(Level.WARNING, "queue {0}: {1}", settings.queue(), e.getMessage());
                }
            }
        }
    }

    private List<Message> gather() {
        var batch = new ArrayList<>(receive(POLL, settings.batchSize()));
        Instant end = Instant.now().plus(settings.window());
        while (!batch.isEmpty() && batch.size() < settings.batchSize()) {
            Duration left = Duration.between(Instant.now(), end);
            if (!left.isPositive()) {
                break;
            }
            batch.addAll(receive(left, settings.batchSize() - batch.size()));
        }
        return batch;
    }

    private List<Message> receive(Duration wait, int max) {
        return sqs.receiveMessage(receive ->
                        receive.queueUrl(url)
                                .maxNumberOfMessages(Math.min(max, RECEIVE_MAX))
                                .waitTimeSeconds((int) Math.ceilDiv(wait.toMillis(), 1000))
                                .messageAttributeNames("All")
                                .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
                .messages();
    }

    /// The messages that stay.
    private Set<String> handedBack(List<Message> batch) throws InterruptedException {
        String arn =
                "arn:aws:sqs:%s:000000000000:%s"
                        .formatted(FunctionSettings.REGION, settings.queue());
        Answer answer = function.invoke(QueueEvents.write(batch, arn));
        if (answer instanceof Answer.Returned returned) {
            var failures = QueueEvents.failures(returned.body(), batch);
            if (failures.isPresent()) {
                return failures.get();
            }
        }
        LOG.log(
                Level.WARNING,
                "{0} messages for {1} stay in their queue: {2}",
                batch.size(),
                function.name(),
                answer);
        return Set.copyOf(batch.stream().map(Message::messageId).toList());
    }

    private void delete(List<Message> batch, Set<String> kept) {
        var entries = new ArrayList<DeleteMessageBatchRequestEntry>();
        for (Message message : batch) {
            if (!kept.contains(message.messageId())) {
                entries.add(
                        DeleteMessageBatchRequestEntry.builder()
                                .id(Integer.toString(entries.size()))
                                .receiptHandle(message.receiptHandle())
                                .build());
            }
        }
        for (int from = 0; from < entries.size(); from += RECEIVE_MAX) {
            var some = entries.subList(from, Math.min(from + RECEIVE_MAX, entries.size()));
            sqs.deleteMessageBatch(delete -> delete.queueUrl(url).entries(some));
        }
    }

    /// What is under way is given up; its messages come again.
    @Override
    public void close() {
        closed = true;
        pollers.forEach(Thread::interrupt);
        try {
            for (Thread poller : pollers) {
                poller.join();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
