package dev.belay.local.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// W1: 1,000 runs of ten activities one after another, 100 of them at once.
final class Throughput implements Workload {
    static final int RUNS = 1_000;
    static final int ACTIVITIES = 10;
    static final int IN_FLIGHT = 100;

    private static final int WARM_UPS_MAX = 12;
    private static final int ROUNDS = 3;

    /// A round is warm when it takes about as much of the processor as the one before.
    private static final double WARM_RATIO = 0.95;

    private record Round(double seconds, double cpuSeconds) {}

    @Override
    public List<Measure> run(Bench bench) throws Exception {
        return bench.in(store -> run(bench, store));
    }

    private static List<Measure> run(Bench bench, Path store) throws Exception {
        int runs = bench.scaled(RUNS);
        int activities = runs * ACTIVITIES;
        var rounds = new ArrayList<Round>();
        int warmUps;
        String durability;
        try (Lab lab = bench.lab(store)) {
            durability = lab.durability();
            warmUps = warmUp(bench, lab, runs);
            for (int i = 0; i < ROUNDS; i++) {
                rounds.add(round(bench, lab, runs));
            }
        }
        long all = (long) activities * (warmUps + ROUNDS);
        double cpu = median(rounds.stream().mapToDouble(Round::cpuSeconds).toArray());
        double seconds = median(rounds.stream().mapToDouble(Round::seconds).toArray());
        Results results =
                bench.results("W1", durability)
                        .atMost(
                                0.15,
                                "processor per 1,000 activities",
                                "CPU-s",
                                cpu * 1_000 / activities)
                        .atLeast(10_000, "throughput", "activities/s", activities / seconds);
        if (bench.kept()) {
            results.atMost(
                    350, "disk per activity", "bytes", (double) Bench.bytes(store) / (double) all);
        }
        return results.list();
    }

    private static int warmUp(Bench bench, Lab lab, int runs) throws InterruptedException {
        double before = Double.MAX_VALUE;
        for (int i = 1; i <= WARM_UPS_MAX; i++) {
            double cpu = round(bench, lab, runs).cpuSeconds();
            if (i > 3 && cpu > before * WARM_RATIO) {
                return i;
            }
            before = Math.min(cpu, before);
        }
        return WARM_UPS_MAX;
    }

    private static Round round(Bench bench, Lab lab, int runs) throws InterruptedException {
        double cpu = Processor.cpuSeconds();
        long begun = System.nanoTime();
        lab.callMany(Workflows.SEQUENCE, ACTIVITIES, runs, IN_FLIGHT);
        var round =
                new Round((System.nanoTime() - begun) / 1e9, Processor.cpuSeconds() - cpu);
        bench.progress()
                .accept(
                        "W1 %,.0f activities/s, %.0f us of processor each"
                                .formatted(
                                        runs * ACTIVITIES / round.seconds(),
                                        round.cpuSeconds() * 1e6 / (runs * ACTIVITIES)));
        return round;
    }

    static double median(double[] values) {
        return Results.percentile(values, 0.5);
    }
}
