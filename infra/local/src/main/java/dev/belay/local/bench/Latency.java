package dev.belay.local.bench;

import java.util.List;

/// W4: one run of one activity, alone: from start to finish.
final class Latency implements Workload {
    private static final int WARM_UPS = 1_000;
    private static final int ROUNDS = 500;

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
        for (int i = 0; i < bench.scaled(WARM_UPS); i++) {
            lab.call(Workflows.SEQUENCE, 1);
        }
        double[] millis = new double[bench.scaled(ROUNDS)];
        for (int i = 0; i < millis.length; i++) {
            long begun = System.nanoTime();
            lab.call(Workflows.SEQUENCE, 1);
            millis[i] = (System.nanoTime() - begun) / 1e6;
        }
        return bench.results("W4", lab.durability())
                .atMost(1, "start to finish, median", "ms", Results.percentile(millis, 0.5))
                .atMost(8, "start to finish, 99 of 100", "ms", Results.percentile(millis, 0.99))
                .list();
    }
}
