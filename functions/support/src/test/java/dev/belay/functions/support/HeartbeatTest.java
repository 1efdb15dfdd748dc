package dev.belay.functions.support;

import static dev.belay.functions.support.Workshop.RUN;
import static dev.belay.functions.support.Workshop.failure;
import static dev.belay.functions.support.Workshop.result;
import static dev.belay.functions.support.Workshop.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.activity.ActivityOptions;
import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.model.Failure;
import dev.belay.core.model.FailureKind;
import dev.belay.core.model.Limits;
import dev.belay.core.model.Payload;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class HeartbeatTest {
    private static final Payload INPUT = Payload.Inline.of("\"Ada\"");
    private static final ActivityOptions BEATING =
            ActivityOptions.DEFAULT.withHeartbeat(Duration.ofSeconds(30));

    private final Workshop shop = new Workshop();

    @Test
    void the_next_attempt_sees_the_last_details_also_after_its_own_report() {
        var first =
                shop.worker((_, attempt) -> {
                    attempt.heartbeat(41);
                    attempt.heartbeat(42);
                    throw new IllegalStateException();
                });
        var second =
                shop.worker((_, attempt) -> {
                    attempt.heartbeat(1);
                    return attempt.lastHeartbeat(Integer.class).orElseThrow();
                });

        first.handle(task(INPUT, ActivityOptions.DEFAULT, 1), 1);
        AttemptReport report = second.handle(task(INPUT, ActivityOptions.DEFAULT, 2), 1);

        assertThat(result(report)).isEqualTo(Payload.Inline.of("42"));
    }

    @Test
    void the_first_attempt_has_no_attempt_before_it() {
        var worker = shop.worker((_, attempt) -> attempt.lastHeartbeat(Integer.class).isPresent());

        AttemptReport report = worker.handle(task(), 1);

        assertThat(result(report)).isEqualTo(Payload.Inline.of("false"));
    }

    @Test
    void large_details_survive() {
        String large = "x".repeat(Limits.PAYLOAD_INLINE_BYTES_MAX);
        shop.worker(
                        (_, attempt) -> {
                            attempt.heartbeat(large);
                            throw new IllegalStateException();
                        })
                .handle(task(INPUT, ActivityOptions.DEFAULT, 1), 1);

        var reader =
                shop.worker((_, attempt) ->
                        attempt.lastHeartbeat(String.class).equals(Optional.of(large)));

        assertThat(result(reader.handle(task(INPUT, ActivityOptions.DEFAULT, 2), 1)))
                .isEqualTo(Payload.Inline.of("true"));
    }

    @Test
    void an_unwanted_attempt_learns_it_by_its_heartbeat() {
        shop.attempts.requestCancel(RUN, 7);
        var worker =
                shop.worker((name, attempt) -> {
                    attempt.heartbeat(1);
                    return name;
                });

        AttemptReport report = worker.handle(task(), 1);

        assertThat(failure(report).kind()).isEqualTo(FailureKind.CANCELLED);
        assertThat(failure(report).retryable()).isFalse();
    }

    @Test
    void reports_in_a_tight_loop_are_written_thrice_per_timeout_and_the_last_is_kept() {
        List<Payload> written = new ArrayList<>();
        var worker =
                shop.worker((_, attempt) -> {
                    for (int second = 0; second < 29; second++) {
                        attempt.heartbeat(second);
                        shop.attempts.lastHeartbeat(RUN, 7).ifPresent(written::add);
                        shop.clock.advanceBy(Duration.ofSeconds(1));
                    }
                    throw new IllegalStateException();
                });

        worker.handle(task(INPUT, BEATING, 1), 1);

        assertThat(written.stream().distinct())
                .extracting(payload -> ((Payload.Inline) payload).text())
                .containsExactly("0", "10", "20");
        assertThat(shop.attempts.lastHeartbeat(RUN, 7)).contains(Payload.Inline.of("28"));
    }

    @Test
    void a_silent_attempt_is_given_up() {
        var worker =
                shop.worker((name, attempt) -> {
                    attempt.heartbeat(1);
                    shop.clock.advanceBy(Duration.ofSeconds(30));
                    return name;
                });

        AttemptReport report = worker.handle(task(INPUT, BEATING, 1), 1);

        assertThat(failure(report).type()).isEqualTo(Failure.HEARTBEAT);
        assertThat(failure(report).retryable()).isTrue();
    }

    @Test
    void its_message_is_held_for_little_more_than_the_heartbeat_timeout() {
        List<Duration> held = new ArrayList<>();
        var host = new AttemptHost(Instant.MAX, held::add);
        var worker =
                shop.worker((name, attempt) -> {
                    attempt.heartbeat(1);
                    attempt.heartbeat(2);
                    return name;
                });

        worker.handle(task(INPUT, ActivityOptions.DEFAULT, 1), 1, host);
        assertThat(held).isEmpty();

        worker.handle(task(INPUT, BEATING, 1), 1, host);
        assertThat(held).containsExactly(Duration.ofSeconds(42), Duration.ofSeconds(42));
    }

    @Test
    void an_attempt_does_not_fail_because_it_could_not_say_that_it_is_alive() {
        var host =
                new AttemptHost(
                        Instant.MAX,
                        _ -> {
                            throw new BelayException(ErrorCode.THROTTLED, "too many requests");
                        });
        var worker =
                shop.worker((name, attempt) -> {
                    attempt.heartbeat(1);
                    return name;
                });

        AttemptReport report = worker.handle(task(INPUT, BEATING, 1), 1, host);

        assertThat(result(report)).isEqualTo(INPUT);
    }
}
