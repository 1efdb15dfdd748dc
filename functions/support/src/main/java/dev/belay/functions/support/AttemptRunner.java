package dev.belay.functions.support;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// Runs the code of an attempt for as long as it may take.
public sealed interface AttemptRunner permits InlineRunner, DeadlineRunner {
    /// Runs code on the caller's thread and looks at the clock afterwards: for simulations, where
    /// time passes only when it is told to.
    static AttemptRunner inline() {
        return InlineRunner.INSTANCE;
    }

    /// Runs code on a virtual thread of its own. Code that waits is cheap here; code that computes
    /// for long keeps a processor from all others and belongs on [#onPlatformThreads].
    static AttemptRunner onVirtualThreads() {
        return new DeadlineRunner(Thread.ofVirtual().name("attempt-", 0).factory());
    }

    /// Runs code on a platform thread of its own.
    static AttemptRunner onPlatformThreads() {
        return new DeadlineRunner(Thread.ofPlatform().daemon().name("attempt-", 0).factory());
    }

    /// Returns when the code has ended or the watch has run out, whichever is first.
    Ending run(AttemptWatch watch, Callable<@Nullable Object> code);

    /// How it ended.
    sealed interface Ending {
        record Returned(@Nullable Object result) implements Ending {}

        record Threw(Throwable thrown) implements Ending {}

        /// The code was interrupted and left to itself; what it still does is ignored.
        ///
        /// @param timeout the type of the failure
        record TimedOut(String timeout) implements Ending {}

        /// Somebody interrupted the host.
        record HostStopped() implements Ending {}
    }
}
