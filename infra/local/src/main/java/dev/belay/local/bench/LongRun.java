package dev.belay.local.bench;

import dev.belay.core.history.Batch;
import dev.belay.core.model.RunKey;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// W2: one run of many activities one after another: the last must cost what the first did.
final class LongRun implements Workload {
    private static final int EDGE = 100;
    private static final int ROUNDS = 3;
    private static final int LONGEST = 10_000;
    private static final List<Integer> LENGTHS = List.of(EDGE, 1_000, LONGEST);

    @Override
    public List<Measure> run(Bench bench) throws Exception {
        return bench.in(store -> run(bench, store));
    }

    private static List<Measure> run(Bench bench, Path store) throws Exception {
        try (Lab lab = bench.lab(store)) {
            Results results = bench.results("W2", lab.durability());
            for (int i = 0; i < ROUNDS; i++) {
                lab.call(Workflows.SEQUENCE, bench.scaled(LONGEST) / 2);
            }
            for (int length : LENGTHS) {
                int activities = Math.max(2, bench.scaled(length));
                measure(bench, lab, activities, results);
            }
            return results.list();
        }
    }

    private static void measure(Bench bench, Lab lab, int activities, Results results)
            throws InterruptedException {
        int edge = Math.max(1, Math.min(EDGE, activities / 2));
        var ratios = new ArrayList<Double>();
        var cpus = new ArrayList<Double>();
        var micros = new ArrayList<Double>();
        for (int i = 0; i < ROUNDS; i++) {
            double cpu = Processor.cpuSeconds();
            long begun = System.nanoTime();
            RunKey run = lab.start(Workflows.SEQUENCE, activities);
            lab.awaitClosed(run);
            micros.add((System.nanoTime() - begun) / 1e3 / activities);
            cpus.add((Processor.cpuSeconds() - cpu) * 1_000 / activities);
            List<Batch> history = lab.history(run);
            double first = seconds(history, 0, edge);
            double last = seconds(history, history.size() - 1 - edge, history.size() - 1);
            ratios.add(last / first);
            bench.progress()
                    .accept(
                            "W2 %d activities: last/first %.2f, %.0f us each"
                                    .formatted(activities, last / first, micros.getLast()));
        }
        String name = "%,d activities: ".formatted(activities);
        results.atMost(1.2, name + "last 100 over first 100", "ratio", median(ratios));
        if (activities == bench.scaled(LONGEST)) {
            results.atMost(
                    0.25, name + "processor per 1,000 activities", "CPU-s", median(cpus));
        }
    }

    private static double seconds(List<Batch> history, int from, int to) {
        return Duration.between(history.get(from).time(), history.get(to).time()).toNanos() / 1e9;
    }

    private static double median(List<Double> values) {
        return Throughput.median(values.stream().mapToDouble(Double::doubleValue).toArray());
    }
}
