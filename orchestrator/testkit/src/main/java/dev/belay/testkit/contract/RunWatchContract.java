package dev.belay.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.model.RunKey;
import dev.belay.core.port.HistoryStore;
import dev.belay.core.port.RunWatch;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// What a [RunWatch] promises.
///
/// It may return without a reason, so a caller reads and watches again; these tests do the same.
public abstract class RunWatchContract {
    /// Far longer than any test takes: what waits this long was not woken.
    private static final Duration FOREVER = Duration.ofMinutes(2);

    private static final Duration SOON = Duration.ofSeconds(10);

    /// The watch under test, the same one throughout a test.
    protected abstract RunWatch watch();

    /// The histories that it watches.
    protected abstract HistoryStore store();

    @Test
    void what_is_there_already_is_not_waited_for() throws InterruptedException {
        var run = Samples.run();
        append(run, 1);
        append(run, 2);

        long begin = System.nanoTime();
        watch().awaitBeyond(run, 1, FOREVER);
        watch().awaitBeyond(run, 0, FOREVER);

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(SOON);
    }

    @Test
    void a_wait_ends_when_its_time_is_over() throws InterruptedException {
        var run = Samples.run();
        append(run, 1);

        long begin = System.nanoTime();
        watch().awaitBeyond(run, 1, Duration.ofMillis(300));
        watch().awaitBeyond(Samples.run(), 0, Duration.ofMillis(300));
        watch().awaitBeyond(run, 1, Duration.ZERO);

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(SOON);
    }

    @Test
    void waiters_are_woken_by_an_append() {
        var run = Samples.run();
        append(run, 1);
        Callable<Duration> waiter = () -> watchUntilBeyond(run, 1);
        Callable<Duration> writer =
                () -> {
                    append(run, 2);
                    return Duration.ZERO;
                };

        assertThat(Race.run(List.of(waiter, waiter, writer)))
                .allMatch(waited -> waited.compareTo(SOON) < 0);
    }

    @Test
    void a_run_that_does_not_exist_yet_can_be_waited_for() {
        var run = Samples.run();
        Callable<Duration> writer =
                () -> {
                    append(run, 1);
                    return Duration.ZERO;
                };

        assertThat(Race.run(List.of(() -> watchUntilBeyond(run, 0), writer)))
                .allMatch(waited -> waited.compareTo(SOON) < 0);
    }

    @Test
    void a_waiter_can_be_interrupted() throws InterruptedException {
        var run = Samples.run();
        var begun = new CountDownLatch(1);
        var ended = new CountDownLatch(1);
        Thread waiter =
                Thread.startVirtualThread(() -> {
                    begun.countDown();
                    try {
                        while (!Thread.currentThread().isInterrupted()) {
                            watch().awaitBeyond(run, 0, FOREVER);
                        }
                    } catch (InterruptedException _) {
                        Thread.currentThread().interrupt();
                    }
                    ended.countDown();
                });

        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
        waiter.interrupt();

        assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
    }

    private Duration watchUntilBeyond(RunKey run, long after) throws InterruptedException {
        long begin = System.nanoTime();
        while (store().read(run, after, 1).isEmpty()) {
            watch().awaitBeyond(run, after, FOREVER);
        }
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    private void append(RunKey run, long number) {
        assertThat(store().append(run, Samples.batch(number))).isTrue();
    }
}
