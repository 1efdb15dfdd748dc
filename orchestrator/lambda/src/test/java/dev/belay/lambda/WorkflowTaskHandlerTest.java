package dev.belay.lambda;

import static dev.belay.lambda.Events.batch;
import static dev.belay.lambda.Events.failed;
import static dev.belay.lambda.Events.message;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.aws.MessageBodies;
import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.message.RunMessage;
import dev.belay.core.model.Outcome;
import dev.belay.core.model.Payload;
import dev.belay.core.model.RunKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class WorkflowTaskHandlerTest {
    private final Engine engine = new Engine();
    private final RunKey one = engine.newRun();
    private final RunKey other = engine.newRun();
    private final Map<RunKey, List<RunMessage>> advanced = new ConcurrentHashMap<>();
    private final Map<String, Duration> pauses = new ConcurrentHashMap<>();

    @Test
    void messages_of_one_run_go_into_one_advance_in_their_order() {
        var response =
                handler(advanced::put)
                        .handle(
                                batch(
                                        message("1", report(one, 1)),
                                        message("2", report(other, 1)),
                                        message("3", report(one, 2)),
                                        message("4", new RunMessage.InboxFilled(one))),
                                Instant.MAX);

        assertThat(failed(response)).isEmpty();
        assertThat(advanced)
                .isEqualTo(
                        Map.of(
                                one,
                                List.of(
                                        report(one, 1),
                                        report(one, 2),
                                        new RunMessage.InboxFilled(one)),
                                other,
                                List.of(report(other, 1))));
        assertThat(engine.metrics).isEmpty();
    }

    @Test
    void a_run_that_fails_hands_back_its_messages_and_no_others() {
        var handler =
                handler((run, _) -> {
                    if (run.equals(one)) {
                        throw new BelayException(ErrorCode.CONTENDED, "others were faster");
                    }
                });

        var response =
                handler.handle(
                        batch(
                                message("1", report(one, 1)),
                                message("2", report(other, 1)),
                                message("3", report(one, 2))),
                        Instant.MAX);

        assertThat(failed(response)).containsExactly("1", "3");
        assertThat(pauses).containsOnlyKeys("1", "3");
        assertThat(engine.metrics)
                .singleElement()
                .asString()
                .contains("\"WorkflowTasksHandedBack\":2");
    }

    @Test
    void even_an_error_of_the_machine_fails_one_run_only() {
        var handler =
                handler((run, _) -> {
                    if (run.equals(one)) {
                        throw new StackOverflowError();
                    }
                });

        var response =
                handler.handle(
                        batch(message("1", report(one, 1)), message("2", report(other, 1))),
                        Instant.MAX);

        assertThat(failed(response)).containsExactly("1");
    }

    @Test
    void a_message_that_cannot_be_read_is_handed_back_alone() {
        var response =
                handler(advanced::put)
                        .handle(
                                batch(message("1", "no message", 1), message("2", report(one, 1))),
                                Instant.MAX);

        assertThat(failed(response)).containsExactly("1");
        assertThat(advanced).containsOnlyKeys(one);
    }

    @Test
    void runs_of_a_batch_are_advanced_side_by_side() {
        var both = new CyclicBarrier(2);
        var handler =
                handler((_, _) -> {
                    try {
                        both.await(10, TimeUnit.SECONDS);
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                });

        var response =
                handler.handle(
                        batch(message("1", report(one, 1)), message("2", report(other, 1))),
                        Instant.MAX);

        assertThat(failed(response)).isEmpty();
    }

    @Test
    void a_run_that_is_alone_is_advanced_by_the_thread_that_took_the_batch() {
        var advancing = new AtomicReference<Thread>();

        handler((_, _) -> advancing.set(Thread.currentThread()))
                .handle(
                        batch(message("1", report(one, 1)), message("2", report(one, 2))),
                        Instant.MAX);

        assertThat(advancing).hasValue(Thread.currentThread());
    }

    @Test
    void no_run_is_taken_when_its_decision_might_not_end_in_time() {
        Instant now = engine.clock.instant();
        var batch = batch(message("1", report(one, 1)));

        var tooLate =
                handler(advanced::put)
                        .handle(batch, now.plus(WorkflowTaskHandler.RESERVE).minusMillis(1));
        assertThat(failed(tooLate)).containsExactly("1");
        assertThat(advanced).isEmpty();
        assertThat(pauses.get("1")).isEqualTo(Duration.ofSeconds(1));

        var inTime = handler(advanced::put).handle(batch, now.plus(WorkflowTaskHandler.RESERVE));
        assertThat(failed(inTime)).isEmpty();
        assertThat(advanced).containsOnlyKeys(one);
    }

    @Test
    void what_fails_again_and_again_comes_back_more_and_more_slowly() {
        var handler =
                handler((_, _) -> {
                    throw new BelayException(ErrorCode.STORE_UNAVAILABLE, "out of order");
                });
        String body = MessageBodies.write(report(one, 1));

        handler.handle(
                batch(
                        message("first", body, 1),
                        message("fifth", body, 5),
                        message("last", body, 19)),
                Instant.MAX);

        assertThat(pauses.get("first")).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2));
        assertThat(pauses.get("fifth")).isBetween(Duration.ofSeconds(16), Duration.ofSeconds(32));
        assertThat(pauses.get("last")).isBetween(Duration.ofMinutes(5), Duration.ofMinutes(10));
    }

    private WorkflowTaskHandler handler(WorkflowTaskHandler.Advances advances) {
        return new WorkflowTaskHandler(
                advances,
                (message, pause) -> pauses.put(message.getMessageId(), pause),
                engine.clock,
                engine.metricLog);
    }

    private static RunMessage report(RunKey run, int activity) {
        return new RunMessage.ActivityReported(
                run, activity, 1, new Outcome.Completed(Payload.NULL));
    }
}
