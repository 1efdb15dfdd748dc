package dev.belay.functions.support;

import static dev.belay.functions.support.Workshop.failure;
import static dev.belay.functions.support.Workshop.result;
import static dev.belay.functions.support.Workshop.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.activity.Activity;
import dev.belay.core.activity.ActivityCancelledException;
import dev.belay.core.activity.ActivityOptions;
import dev.belay.core.model.Failure;
import dev.belay.core.model.FailureKind;
import dev.belay.core.model.Payload;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Goal: a run hears of a timeout in time, whatever the activity's code does.
///
/// Method: real threads and real time, because interrupts and abandoned threads are what is tested.
@Timeout(30)
final class DeadlineRunnerTest {
    private static final ActivityOptions SHORT =
            ActivityOptions.DEFAULT.withStartToClose(Duration.ofMillis(60));
    private static final ActivityOptions BEATING =
            ActivityOptions.DEFAULT.withHeartbeat(Duration.ofMillis(60));

    private final Workshop shop = new Workshop();
    private final CountDownLatch never = new CountDownLatch(1);

    static List<AttemptRunner> runners() {
        return List.of(AttemptRunner.onVirtualThreads(), AttemptRunner.onPlatformThreads());
    }

    @ParameterizedTest
    @MethodSource("runners")
    void results_and_exceptions_are_reported(AttemptRunner runner) {
        AttemptReport returned = worker(runner, (name, _) -> name).handle(task(), 1);
        AttemptReport threw =
                worker(
                                runner,
                                (_, _) -> {
                                    throw new IllegalStateException("broken");
                                })
                        .handle(task(), 1);

        assertThat(result(returned)).isEqualTo(Payload.Inline.of("\"Ada\""));
        assertThat(failure(threw).summary()).isEqualTo("IllegalStateException: broken");
    }

    @ParameterizedTest
    @MethodSource("runners")
    void code_that_waits_too_long_is_interrupted(AttemptRunner runner) throws Exception {
        var interrupted = new CountDownLatch(1);
        var worker =
                worker(
                        runner,
                        (name, _) -> {
                            try {
                                never.await();
                            } catch (InterruptedException e) {
                                interrupted.countDown();
                            }
                            return name;
                        });

        AttemptReport report = worker.handle(task(SHORT), 1);

        assertThat(failure(report).type()).isEqualTo(Failure.START_TO_CLOSE);
        assertThat(failure(report).message()).contains("PT0.06S");
        assertThat(interrupted.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("runners")
    void code_that_ignores_its_interrupt_is_left_to_itself(AttemptRunner runner) throws Exception {
        var release = new CountDownLatch(1);
        var heartbeat = new CompletableFuture<Object>();
        var worker =
                worker(
                        runner,
                        (name, attempt) -> {
                            awaitWhateverHappens(release);
                            try {
                                attempt.heartbeat("still here");
                                heartbeat.complete("accepted");
                            } catch (ActivityCancelledException e) {
                                heartbeat.complete(e);
                            }
                            return name;
                        });

        AttemptReport report = worker.handle(task(SHORT), 1);
        release.countDown();

        assertThat(failure(report).type()).isEqualTo(Failure.START_TO_CLOSE);
        assertThat(heartbeat.get(20, TimeUnit.SECONDS))
                .isInstanceOf(ActivityCancelledException.class);
        assertThat(shop.attempts.lastHeartbeat(Workshop.RUN, 7)).isEmpty();
        assertThat(shop.reported()).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("runners")
    void a_silent_attempt_is_given_up_long_before_its_deadline(AttemptRunner runner) {
        var worker =
                worker(
                        runner,
                        (name, attempt) -> {
                            attempt.heartbeat(1);
                            never.await();
                            return name;
                        });

        AttemptReport report = worker.handle(task(BEATING), 1);

        assertThat(failure(report).type()).isEqualTo(Failure.HEARTBEAT);
    }

    @Test
    void an_attempt_that_reports_lives_longer_than_its_heartbeat_timeout() {
        var options = ActivityOptions.DEFAULT.withHeartbeat(Duration.ofSeconds(2));
        var worker =
                worker(
                        AttemptRunner.onPlatformThreads(),
                        (name, attempt) -> {
                            long until = System.nanoTime() + 2_500_000_000L;
                            while (System.nanoTime() < until) {
                                attempt.heartbeat(1);
                                Thread.onSpinWait();
                            }
                            return name;
                        });

        AttemptReport report = worker.handle(task(options), 1);

        assertThat(result(report)).isEqualTo(Payload.Inline.of("\"Ada\""));
    }

    @ParameterizedTest
    @MethodSource("runners")
    void a_host_that_is_stopped_gives_its_attempts_back(AttemptRunner runner) throws Exception {
        var begun = new CountDownLatch(1);
        var worker =
                worker(
                        runner,
                        (name, _) -> {
                            begun.countDown();
                            never.await();
                            return name;
                        });
        var report = new CompletableFuture<AttemptReport>();
        var stillInterrupted = new CompletableFuture<Boolean>();
        Thread host =
                Thread.ofVirtual()
                        .start(() -> {
                            report.complete(worker.handle(task(), 1));
                            stillInterrupted.complete(Thread.interrupted());
                        });

        begun.await();
        host.interrupt();

        assertThat(failure(report.get(20, TimeUnit.SECONDS)).kind()).isEqualTo(FailureKind.LOST);
        assertThat(stillInterrupted.get(20, TimeUnit.SECONDS)).isTrue();
        assertThat(shop.reported()).hasSize(1);
    }

    private ActivityWorker worker(AttemptRunner runner, Activity<String, Object> activity) {
        return shop.worker(activity, runner, InstantSource.system(), shop.queues);
    }

    private static void awaitWhateverHappens(CountDownLatch latch) {
        boolean done = false;
        while (!done) {
            try {
                latch.await();
                done = true;
            } catch (InterruptedException ignored) {
                // Badly behaved on purpose.
            }
        }
    }
}
