package dev.belay.aws;

import dev.belay.core.error.BelayException;
import dev.belay.core.model.RunKey;
import dev.belay.core.port.RunIndexReader;
import dev.belay.core.port.RunWatch;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/// Looks for the next batch, at first often, then less.
///
/// DynamoDB Streams would tell without asking, but cost every run for the few that are watched.
final class PollingRunWatch implements RunWatch {
    private static final Duration PAUSE_MIN = Duration.ofMillis(50);
    private static final Duration PAUSE_MAX = Duration.ofSeconds(2);

    private final Table table;
    private final RunIndexReader index;

    PollingRunWatch(Table table, RunIndexReader index) {
        this.table = table;
        this.index = index;
    }

    @Override
    public void awaitBeyond(RunKey run, long after, Duration timeout) throws InterruptedException {
        poll(timeout, () -> table.mayExist(Keys.batch(run, after + 1)));
    }

    @Override
    public void awaitClosed(RunKey run, Duration timeout) throws InterruptedException {
        poll(timeout, () -> index.head(run).filter(head -> head.status().isClosed()).isPresent());
    }

    private static void poll(Duration timeout, BooleanSupplier question)
            throws InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        Duration pause = PAUSE_MIN;
        while (!asks(question)) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return;
            }
            Thread.sleep(Duration.ofNanos(Math.min(left, pause.toNanos())));
            pause = pause.multipliedBy(3).dividedBy(2);
            pause = pause.compareTo(PAUSE_MAX) > 0 ? PAUSE_MAX : pause;
        }
    }

    /// An interrupt that comes while a request is under way is an interrupt too.
    private static boolean asks(BooleanSupplier question) throws InterruptedException {
        try {
            return question.getAsBoolean();
        } catch (BelayException e) {
            if (Thread.interrupted()) {
                var interrupted = new InterruptedException("interrupted while asking DynamoDB");
                interrupted.initCause(e);
                throw interrupted;
            }
            throw e;
        }
    }
}
