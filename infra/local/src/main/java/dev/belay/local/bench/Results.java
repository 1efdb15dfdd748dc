package dev.belay.local.bench;

import dev.belay.local.bench.Measure.Better;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The measures of one workload.
final class Results {
    private final String workload;
    private final String backend;
    private final String durability;
    private final List<Measure> measures = new ArrayList<>();

    Results(String workload, String backend, String durability) {
        this.workload = workload;
        this.backend = backend;
        this.durability = durability;
    }

    Results atMost(double target, String measure, String unit, double value) {
        return add(measure, unit, value, target, Better.LOWER);
    }

    Results atLeast(double target, String measure, String unit, double value) {
        return add(measure, unit, value, target, Better.HIGHER);
    }

    /// A number that nothing is aimed at.
    Results tell(String measure, String unit, double value) {
        return add(measure, unit, value, 0, Better.NEITHER);
    }

    private Results add(String measure, String unit, double value, double target, Better better) {
        measures.add(
                new Measure(workload, measure, unit, value, target, better, backend, durability));
        return this;
    }

    List<Measure> list() {
        return List.copyOf(measures);
    }

    /// @param share 0.5 for the median
    static double percentile(double[] values, double share) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int index = (int) Math.ceil(share * sorted.length) - 1;
        return sorted[Math.clamp(index, 0, sorted.length - 1)];
    }
}
