package dev.belay.functions.support;

import static dev.belay.functions.support.Workshop.RUN;
import static dev.belay.functions.support.Workshop.task;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.belay.core.activity.ActivityOptions;
import dev.belay.core.message.RunMessage;
import dev.belay.core.model.FailureKind;
import dev.belay.core.model.Outcome;
import dev.belay.json.JsonMessages;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class SqsActivityHandlerTest {
    private final Workshop shop = new Workshop();

    @Test
    void a_message_that_cannot_be_read_is_handed_back_and_holds_up_no_other() {
        var handler = new SqsActivityHandler(shop.worker((name, _) -> name));

        SQSBatchResponse response =
                handler.handle(
                        batch(
                                message("m-1", "not json", 1),
                                message("m-2", JsonMessages.write(task()), 1),
                                message(
                                        "m-3",
                                        JsonMessages.write(new RunMessage.InboxFilled(RUN)),
                                        1)),
                        Instant.MAX);

        assertThat(failed(response)).containsExactly("m-1", "m-3");
        assertThat(shop.reported()).hasSize(1);
    }

    @Test
    void a_received_again_message_is_a_lost_attempt() {
        var handler = new SqsActivityHandler(shop.worker((name, _) -> name));

        SQSBatchResponse response =
                handler.handle(batch(message("m-1", JsonMessages.write(task()), 2)), Instant.MAX);

        assertThat(failed(response)).isEmpty();
        assertThat(shop.reported())
                .singleElement()
                .extracting(RunMessage.ActivityReported::outcome)
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        outcome ->
                                assertThat(outcome.failure().kind()).isEqualTo(FailureKind.LOST));
    }

    /// Each of the two waits for the other, which never comes where one is performed after another.
    @Test
    void the_tasks_of_a_batch_are_performed_side_by_side() {
        var meeting = new CyclicBarrier(2);
        var handler =
                new SqsActivityHandler(
                        shop.worker((_, _) -> meeting.await(20, TimeUnit.SECONDS) >= 0));

        handler.handle(
                batch(
                        message("m-1", JsonMessages.write(task()), 1),
                        message("m-2", JsonMessages.write(task()), 1)),
                Instant.MAX);

        assertThat(shop.reported())
                .hasSize(2)
                .allMatch(report -> report.outcome() instanceof Outcome.Completed);
    }

    @Test
    void a_beating_attempt_holds_its_own_message() {
        var held = new ConcurrentLinkedQueue<String>();
        var handler =
                new SqsActivityHandler(
                        shop.worker((name, _) -> name),
                        (message, visibility) -> held.add(message.getMessageId() + visibility));
        var options = ActivityOptions.DEFAULT.withHeartbeat(Duration.ofSeconds(15));

        handler.handle(batch(message("m-1", JsonMessages.write(task(options)), 1)), Instant.MAX);

        assertThat(held).containsExactly("m-1PT22S");
    }

    @Test
    void an_empty_batch_is_no_failure() {
        var handler = new SqsActivityHandler(shop.worker((name, _) -> name));

        assertThat(failed(handler.handle(new SQSEvent(), Instant.MAX))).isEmpty();
    }

    private static SQSEvent batch(SQSMessage... messages) {
        var event = new SQSEvent();
        event.setRecords(List.of(messages));
        return event;
    }

    private static SQSMessage message(String id, String body, int receiveCount) {
        var message = new SQSMessage();
        message.setMessageId(id);
        message.setBody(body);
        message.setAttributes(Map.of("ApproximateReceiveCount", String.valueOf(receiveCount)));
        return message;
    }

    private static List<String> failed(SQSBatchResponse response) {
        return response.getBatchItemFailures().stream()
                .map(BatchItemFailure::getItemIdentifier)
                .toList();
    }
}
