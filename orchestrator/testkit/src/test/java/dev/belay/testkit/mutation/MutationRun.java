package dev.belay.testkit.mutation;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Runs seeds of a mutant, from the first, until one breaks a promise.
final class MutationRun {
    /// One seed takes a millisecond; who needs longer than this never comes back.
    private static final Duration SEED_MAX = Duration.ofMinutes(2);

    private MutationRun() {}

    /// @param seed the first that broke a promise; 0 where none did
    /// @param promise its name, and what was seen; null where none was broken
    record Finding(long seed, @Nullable String promise, double cpuSeconds) {
        String promiseName() {
            return promise == null ? "none" : promise.substring(0, promise.indexOf(':'));
        }
    }

    static Finding of(Mutation mutation, Path root) throws IOException, InterruptedException {
        long before = cpuNanos();
        try (Mutant mutant = Mutant.of(mutation, root)) {
            return look(mutant, mutation.workflow(), mutation.within(), before);
        }
    }

    /// The engine without a bug.
    static Finding control(long seeds) throws IOException, InterruptedException {
        long before = cpuNanos();
        try (Mutant mutant = Mutant.none()) {
            return look(mutant, "all", seeds, before);
        }
    }

    private static Finding look(Mutant mutant, String workflow, long within, long cpuBefore)
            throws InterruptedException {
        var at = new AtomicLong();
        var found = new CompletableFuture<Finding>();
        // One that hangs cannot be stopped, but it must not keep the JVM from ending.
        Thread.ofPlatform()
                .daemon()
                .name("mutant")
                .start(() -> {
                    try {
                        String broken = null;
                        while (broken == null && at.get() < within) {
                            broken = mutant.broken(at.incrementAndGet(), workflow);
                        }
                        double cpu = (cpuNanos() - cpuBefore) / 1e9;
                        found.complete(new Finding(broken == null ? 0 : at.get(), broken, cpu));
                    } catch (Throwable thrown) {
                        found.completeExceptionally(thrown);
                    }
                });
        while (true) {
            long seed = at.get();
            try {
                return found.get(SEED_MAX.toSeconds(), TimeUnit.SECONDS);
            } catch (TimeoutException _) {
                if (at.get() == seed) {
                    throw new IllegalStateException(
                            "seed %d has not ended within %s: the bug makes the engine go round for ever, choose another"
                                    .formatted(seed, SEED_MAX));
                }
            } catch (ExecutionException e) {
                throw new IllegalStateException("seed %d".formatted(at.get()), e.getCause());
            }
        }
    }

    private static long cpuNanos() {
        return ManagementFactory.getOperatingSystemMXBean()
                        instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getProcessCpuTime()
                : System.nanoTime();
    }
}
