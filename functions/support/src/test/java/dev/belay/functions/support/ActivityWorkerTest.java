package dev.belay.functions.support;

import static dev.belay.functions.support.Workshop.NOON;
import static dev.belay.functions.support.Workshop.ONCE;
import static dev.belay.functions.support.Workshop.RUN;
import static dev.belay.functions.support.Workshop.SINGLE;
import static dev.belay.functions.support.Workshop.failure;
import static dev.belay.functions.support.Workshop.result;
import static dev.belay.functions.support.Workshop.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.core.activity.ActivityOptions;
import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.message.ActivityTask;
import dev.belay.core.message.RunMessage.ActivityReported;
import dev.belay.core.model.Failure;
import dev.belay.core.model.FailureKind;
import dev.belay.core.model.Lane;
import dev.belay.core.model.Limits;
import dev.belay.core.model.Outcome;
import dev.belay.core.model.Payload;
import dev.belay.core.port.TaskQueues;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ActivityWorkerTest {
    private final Workshop shop = new Workshop();
    private final ActivityWorker greeter = shop.worker((name, _) -> "Hello " + name);

    @Test
    void a_result_is_reported_to_the_orchestrator_of_the_runs_lane() {
        AttemptReport report = greeter.handle(task(), 1);

        assertThat(report.performed()).isTrue();
        assertThat(shop.reported())
                .containsExactly(
                        new ActivityReported(
                                RUN,
                                7,
                                1,
                                new Outcome.Completed(Payload.Inline.of("\"Hello Ada\""))));
    }

    @Test
    void a_task_whose_report_was_not_sent_is_not_done() {
        TaskQueues broken =
                new TaskQueues() {
                    @Override
                    public void send(List<Outgoing> messages) {
                        throw new BelayException(ErrorCode.THROTTLED, "too many requests");
                    }

                    @Override
                    public Duration delayMax() {
                        return Duration.ZERO;
                    }
                };
        var worker = shop.worker((name, _) -> name, AttemptRunner.inline(), shop.clock, broken);

        assertThatThrownBy(() -> worker.handle(task(), 1)).isInstanceOf(BelayException.class);
    }

    @Test
    void a_redelivered_task_is_a_lost_attempt_and_is_not_performed() {
        AttemptReport report = greeter.handle(task(), 2);

        assertThat(failure(report).kind()).isEqualTo(FailureKind.LOST);
        assertThat(failure(report).retryable()).isTrue();
        assertThat(shop.performed).hasValue(0);
        assertThat(shop.reported()).hasSize(1);
    }

    static List<ActivityOptions> countedExactly() {
        return List.of(ONCE, SINGLE);
    }

    @ParameterizedTest
    @MethodSource("countedExactly")
    void an_attempt_that_was_begun_is_never_begun_again(ActivityOptions options) {
        greeter.handle(task(options), 1);
        AttemptReport duplicate = greeter.handle(task(options), 1);
        AttemptReport redelivered = greeter.handle(task(options), 2);

        assertThat(failure(duplicate).kind()).isEqualTo(FailureKind.LOST);
        assertThat(failure(redelivered).kind()).isEqualTo(FailureKind.LOST);
        assertThat(shop.performed).hasValue(1);
    }

    @ParameterizedTest
    @MethodSource("countedExactly")
    void a_redelivered_attempt_that_was_never_begun_is_performed(ActivityOptions options) {
        AttemptReport report = greeter.handle(task(options), 3);

        assertThat(result(report)).isEqualTo(Payload.Inline.of("\"Hello Ada\""));
    }

    @Test
    void an_attempt_that_waited_too_long_for_a_worker_is_not_performed() {
        var options = ActivityOptions.DEFAULT.withScheduleToStart(Duration.ofSeconds(30));
        shop.clock.advanceBy(Duration.ofSeconds(30));
        AttemptReport inTime = greeter.handle(task(options), 1);
        shop.clock.advanceBy(Duration.ofMillis(1));
        AttemptReport late = greeter.handle(task(options), 1);

        assertThat(inTime.performed()).isTrue();
        assertThat(failure(late).kind()).isEqualTo(FailureKind.TIMEOUT);
        assertThat(failure(late).type()).isEqualTo(Failure.SCHEDULE_TO_START);
        assertThat(failure(late).message()).contains("PT30.001S", "PT30S");
        assertThat(shop.performed).hasValue(1);
    }

    @Test
    void an_unknown_activity_may_be_known_to_a_later_worker() {
        var task =
                new ActivityTask(
                        RUN,
                        Lane.AUTOMATION,
                        "wave",
                        7,
                        1,
                        Payload.NULL,
                        ActivityOptions.DEFAULT,
                        NOON);

        AttemptReport report = greeter.handle(task, 1);

        assertThat(failure(report).type()).isEqualTo(ErrorCode.UNKNOWN_ACTIVITY.code());
        assertThat(failure(report).retryable()).isTrue();
        assertThat(failure(report).message()).contains("'wave'", "greet");
    }

    @Test
    void a_stored_input_is_fetched() {
        var stored = shop.payloads.put(RUN.workspace(), utf8("\"Grace\""));

        AttemptReport report = greeter.handle(task(stored, ActivityOptions.DEFAULT, 1), 1);

        assertThat(result(report)).isEqualTo(Payload.Inline.of("\"Hello Grace\""));
    }

    @Test
    void a_damaged_input_fails_the_attempt_for_good() {
        var stored = shop.payloads.put(RUN.workspace(), utf8("\"Grace\""));
        shop.payloads.damage(RUN.workspace(), stored);

        AttemptReport report = greeter.handle(task(stored, ActivityOptions.DEFAULT, 1), 1);

        assertThat(failure(report).type()).isEqualTo(ErrorCode.STORE_CORRUPT.code());
        assertThat(failure(report).retryable()).isFalse();
    }

    @Test
    void an_unreadable_input_fails_the_attempt_for_good_without_naming_it() {
        var input = Payload.Inline.of("{\"secret\":\"hunter2\"}");

        AttemptReport report = greeter.handle(task(input, ActivityOptions.DEFAULT, 1), 1);

        assertThat(failure(report).type()).isEqualTo(ErrorCode.UNREADABLE_PAYLOAD.code());
        assertThat(failure(report).retryable()).isFalse();
        assertThat(failure(report).message()).doesNotContain("hunter2");
        assertThat(shop.performed).hasValue(0);
    }

    @Test
    void a_large_result_goes_to_the_payload_store() {
        String largestInline = "x".repeat(Limits.PAYLOAD_INLINE_BYTES_MAX - 2);

        AttemptReport inline = shop.worker((_, _) -> largestInline).handle(task(), 1);
        AttemptReport large = shop.worker((_, _) -> largestInline + "x").handle(task(), 1);

        assertThat(result(inline)).isInstanceOf(Payload.Inline.class);
        assertThat(result(large)).isInstanceOf(Payload.Stored.class);
        assertThat(shop.payloads.get(RUN.workspace(), (Payload.Stored) result(large)))
                .isEqualTo(utf8("\"" + largestInline + "x\""));
    }

    @Test
    void a_result_over_the_limit_fails_the_attempt_for_good() {
        String tooLarge = "x".repeat(Limits.PAYLOAD_BYTES_MAX);

        AttemptReport report = shop.worker((_, _) -> tooLarge).handle(task(), 1);

        assertThat(failure(report).type()).isEqualTo(ErrorCode.PAYLOAD_TOO_LARGE.code());
        assertThat(failure(report).retryable()).isFalse();
        assertThat(failure(report).message()).contains("16777218", "16777216");
    }

    @Test
    void a_result_that_cannot_be_written_fails_the_attempt_for_good() {
        AttemptReport report = shop.worker((_, _) -> new Object()).handle(task(), 1);

        assertThat(failure(report).type()).isEqualTo(ErrorCode.UNSERIALISABLE_RESULT.code());
        assertThat(failure(report).retryable()).isFalse();
    }

    @Test
    void a_result_that_comes_too_late_is_dropped() {
        var options = ActivityOptions.DEFAULT.withStartToClose(Duration.ofSeconds(10));
        var slow =
                shop.worker((name, _) -> {
                    shop.clock.advanceBy(Duration.ofSeconds(10));
                    return name;
                });

        AttemptReport report = slow.handle(task(options), 1);

        assertThat(failure(report).type()).isEqualTo(Failure.START_TO_CLOSE);
        assertThat(failure(report).retryable()).isTrue();
    }

    @Test
    void the_deadline_is_start_to_close_or_what_the_host_leaves() {
        List<Instant> deadlines = new ArrayList<>();
        var worker = shop.worker((_, attempt) -> deadlines.add(attempt.deadline()));

        worker.handle(task(), 1);
        worker.handle(task(), 1, AttemptHost.until(NOON.plusSeconds(20)));

        assertThat(deadlines).containsExactly(NOON.plusSeconds(60), NOON.plusSeconds(18));
    }

    @Test
    void an_attempt_knows_who_it_is() {
        List<Object> seen = new ArrayList<>();
        var worker =
                shop.worker((_, attempt) ->
                        seen.addAll(
                                List.of(
                                        attempt.run(),
                                        attempt.activity(),
                                        attempt.number(),
                                        attempt.idempotencyKey(),
                                        attempt.remaining())));

        worker.handle(task(Payload.Inline.of("\"Ada\""), ActivityOptions.DEFAULT, 3), 1);

        assertThat(seen)
                .containsExactly(
                        RUN, "greet", 3, RUN.runId().value() + "-7", Duration.ofMinutes(1));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
