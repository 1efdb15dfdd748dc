package dev.belay.functions.support;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.message.ActivityTask;
import dev.belay.core.message.QueueMessage;
import dev.belay.json.JsonMessages;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// A batch of activity tasks from SQS in, the messages to deliver again out.
///
/// The tasks of a batch are performed side by side, so that none waits for another's timeout. One
/// that cannot be read, or whose outcome could not be reported, is handed back alone.
public final class SqsActivityHandler {
    private static final Logger LOG = System.getLogger(SqsActivityHandler.class.getName());

    private final ActivityWorker worker;
    private final MessageHold hold;

    public SqsActivityHandler(ActivityWorker worker) {
        this(worker, (_, _) -> {});
    }

    public SqsActivityHandler(ActivityWorker worker, MessageHold hold) {
        this.worker = worker;
        this.hold = hold;
    }

    /// Hides a received message for `visibility` from now (`ChangeMessageVisibility`).
    public interface MessageHold {
        void hold(SQSMessage message, Duration visibility);
    }

    /// @param deadline when the function's time is up
    public SQSBatchResponse handle(SQSEvent batch, Instant deadline) {
        List<SQSMessage> messages = batch.getRecords() == null ? List.of() : batch.getRecords();
        var failed = new ArrayList<BatchItemFailure>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<? extends Future<?>> running =
                    messages.stream()
                            .map(message -> threads.submit(() -> handle(message, deadline)))
                            .toList();
            for (int i = 0; i < messages.size(); i++) {
                if (!succeeded(running.get(i), messages.get(i))) {
                    failed.add(new BatchItemFailure(messages.get(i).getMessageId()));
                }
            }
        }
        return new SQSBatchResponse(failed);
    }

    private void handle(SQSMessage message, Instant deadline) {
        QueueMessage read = JsonMessages.read(message.getBody());
        if (!(read instanceof ActivityTask task)) {
            throw new BelayException(
                    ErrorCode.INVALID_REQUEST,
                    "a %s came to an activity's queue, expected an ActivityTask"
                            .formatted(read.getClass().getSimpleName()));
        }
        worker.handle(
                task,
                receiveCount(message),
                new AttemptHost(deadline, visibility -> hold.hold(message, visibility)));
    }

    private static int receiveCount(SQSMessage message) {
        return Integer.parseInt(
                message.getAttributes().getOrDefault("ApproximateReceiveCount", "1"));
    }

    private static boolean succeeded(Future<?> handled, SQSMessage message) {
        try {
            handled.get();
            return true;
        } catch (ExecutionException e) {
            LOG.log(
                    Level.WARNING,
                    "message %s is handed back: %s"
                            .formatted(message.getMessageId(), e.getCause()));
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
