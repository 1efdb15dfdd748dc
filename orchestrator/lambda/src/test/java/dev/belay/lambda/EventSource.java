package dev.belay.lambda;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.belay.core.model.TaskQueue;
import java.util.List;
import java.util.function.Function;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/// What Lambda does between a queue and a function: receives, invokes, deletes. Where a test sends
/// nothing that may fail, a failure is the test's.
final class EventSource {
    private static final int WAIT_SECONDS = 10;

    private final SqsClient sqs;
    private final String name;
    private final String url;
    private final Function<SQSEvent, SQSBatchResponse> function;

    EventSource(
            SqsClient sqs,
            String prefix,
            TaskQueue queue,
            Function<SQSEvent, SQSBatchResponse> function) {
        this.sqs = sqs;
        this.name = prefix + "-" + queue;
        this.url = sqs.getQueueUrl(get -> get.queueName(name)).queueUrl();
        this.function = function;
    }

    /// Invokes the function once, with what there is, or with what comes within a while.
    ///
    /// @return how many messages the function took
    int deliver(int max) {
        List<Message> received =
                sqs.receiveMessage(receive ->
                                receive.queueUrl(url)
                                        .maxNumberOfMessages(max)
                                        .waitTimeSeconds(WAIT_SECONDS)
                                        .messageSystemAttributeNames(
                                                MessageSystemAttributeName.ALL))
                        .messages();
        if (received.isEmpty()) {
            throw new AssertionError(
                    "nothing came to %s within %d seconds".formatted(name, WAIT_SECONDS));
        }
        var event = new SQSEvent();
        event.setRecords(received.stream().map(this::record).toList());
        List<String> failed = Events.failed(function.apply(event));
        if (!failed.isEmpty()) {
            throw new AssertionError(
                    "%d of %d messages of %s failed; the log says why"
                            .formatted(failed.size(), received.size(), name));
        }
        var done =
                received.stream()
                        .map(message ->
                                DeleteMessageBatchRequestEntry.builder()
                                        .id(message.messageId())
                                        .receiptHandle(message.receiptHandle())
                                        .build())
                        .toList();
        sqs.deleteMessageBatch(delete -> delete.queueUrl(url).entries(done));
        return done.size();
    }

    private SQSMessage record(Message message) {
        var record = new SQSMessage();
        record.setMessageId(message.messageId());
        record.setReceiptHandle(message.receiptHandle());
        record.setBody(message.body());
        record.setAttributes(message.attributesAsStrings());
        record.setEventSource("aws:sqs");
        record.setAwsRegion("eu-west-1");
        record.setEventSourceArn("arn:aws:sqs:eu-west-1:000000000000:" + name);
        return record;
    }
}
