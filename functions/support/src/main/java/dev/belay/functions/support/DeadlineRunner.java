package dev.belay.functions.support;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// A thread per attempt, and the caller's to wait for it: code that ignores its interrupt keeps
/// nobody from reporting that the attempt is over.
final class DeadlineRunner implements AttemptRunner {
    /// A wait that is cut into pieces follows a clock that was set meanwhile.
    private static final Duration WAIT_MAX = Duration.ofMinutes(1);

    private final ThreadFactory threads;

    DeadlineRunner(ThreadFactory threads) {
        this.threads = threads;
    }

    @Override
    public Ending run(AttemptWatch watch, Callable<@Nullable Object> code) {
        var task = new FutureTask<@Nullable Object>(code);
        Thread thread = threads.newThread(task);
        thread.start();
        Ending ending = await(task, watch);
        if (!task.isDone()) {
            watch.giveUp();
            task.cancel(true);
        }
        return ending;
    }

    private static Ending await(FutureTask<@Nullable Object> task, AttemptWatch watch) {
        while (true) {
            try {
                return new Ending.Returned(task.get(millis(watch), TimeUnit.MILLISECONDS));
            } catch (ExecutionException e) {
                return new Ending.Threw(e.getCause() == null ? e : e.getCause());
            } catch (TimeoutException e) {
                String missed = watch.missed();
                if (missed != null) {
                    return new Ending.TimedOut(missed);
                }
            } catch (InterruptedException e) {
                // The caller restores the interrupt once the run was told.
                return new Ending.HostStopped();
            }
        }
    }

    /// Rounded up, so that the wait does not end just before what it waits for.
    private static long millis(AttemptWatch watch) {
        Duration wait = watch.untilNextCheck();
        return (wait.compareTo(WAIT_MAX) < 0 ? wait : WAIT_MAX).toMillis() + 1;
    }
}
