package dev.belay.testkit.simulation;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/// Runs many seeds on some threads, and tells what they reached.
public final class Campaign {
    private final Simulation.Options options;
    private final int workers;
    private final int failuresMax;

    /// @param failuresMax seeds that may fail before no further one is begun
    public Campaign(Simulation.Options options, int workers, int failuresMax) {
        this.options = options;
        this.workers = workers;
        this.failuresMax = failuresMax;
    }

    /// @param runs seeds that were run
    /// @param cpuNanos that all workers used together
    public record Report(
            long runs, long cpuNanos, List<SimulationFailure> failures, Coverage coverage) {
        public double runsPerCpuSecond() {
            return runs / (cpuNanos / 1e9);
        }
    }

    /// Runs the seeds from `first`, `count` of them.
    ///
    /// @param progress told the number of seeds that have ended, now and then
    public Report run(long first, long count, LongConsumer progress) throws InterruptedException {
        var next = new AtomicLong(first);
        long end = first + count;
        var failures = new ConcurrentLinkedQueue<SimulationFailure>();
        var total = new Coverage();
        var done = new AtomicLong();
        long before = processCpuNanos();
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < workers; i++) {
            threads.add(
                    Thread.ofPlatform()
                            .name("simulation-" + i)
                            .start(() -> {
                                var coverage = new Coverage();
                                long seed;
                                while (failures.size() < failuresMax
                                        && (seed = next.getAndIncrement()) < end) {
                                    try {
                                        Simulation.of(seed, options).run(coverage);
                                    } catch (SimulationFailure failure) {
                                        failures.add(failure);
                                    }
                                    long ended = done.incrementAndGet();
                                    if (ended % 1_000 == 0) {
                                        progress.accept(ended);
                                    }
                                }
                                synchronized (total) {
                                    total.add(coverage);
                                }
                            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return new Report(done.get(), processCpuNanos() - before, List.copyOf(failures), total);
    }

    private static long processCpuNanos() {
        return ManagementFactory.getOperatingSystemMXBean()
                        instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getProcessCpuTime()
                : System.nanoTime();
    }
}
