package dev.belay.local.bench;

import java.util.List;

/// W3: 1,000 activities at once, and the join.
final class FanOut implements Workload {
    private static final int ACTIVITIES = 1_000;
    private static final int WARM_UPS = 10;
    private static final int ROUNDS = 9;

    @Override
    public List<Measure> run(Bench bench) throws Exception {
        return bench.in(store -> {
            try (Lab lab = bench.lab(store)) {
                return measure(bench, lab);
            }
        });
    }

    private static List<Measure> measure(Bench bench, Lab lab)
            throws InterruptedException {
        int activities = bench.scaled(ACTIVITIES);
        for (int i = 0; i < bench.scaled(WARM_UPS); i++) {
            lab.call(Workflows.FAN_OUT, activities);
        }
        double[] millis = new double[bench.scaled(ROUNDS)];
        for (int i = 0; i < millis.length; i++) {
            long begun = System.nanoTime();
            lab.call(Workflows.FAN_OUT, activities);
            millis[i] = (System.nanoTime() - begun) / 1e6;
            bench.progress().accept("W3 %.0f ms".formatted(millis[i]));
        }
        return bench.results("W3", lab.durability())
                .atMost(300, "start to join, median", "ms", Throughput.median(millis))
                .list();
    }
}
