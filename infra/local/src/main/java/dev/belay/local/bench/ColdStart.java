package dev.belay.local.bench;

import dev.belay.core.model.Payload;
import dev.belay.core.model.RunKey;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/// W2 cold: how soon a process that has never seen it goes on with a run that has 10,000 activities
/// behind it.
final class ColdStart implements Workload {
    private static final int ACTIVITIES = 10_000;
    private static final int ROUNDS = 3;
    private static final String ANSWER = "cold ";

    @Override
    public List<Measure> run(Bench bench) throws Exception {
        if (!bench.kept()) {
            return List.of();
        }
        double[] millis = new double[ROUNDS];
        String[] durability = new String[1];
        for (int i = 0; i < ROUNDS; i++) {
            millis[i] =
                    bench.in(store -> {
                        RunKey run;
                        try (Lab lab = bench.lab(store)) {
                            durability[0] = lab.durability();
                            run = prepare(lab, bench.scaled(ACTIVITIES));
                        }
                        return cold(bench, store, run);
                    });
            bench.progress().accept("W2 cold %.0f ms".formatted(millis[i]));
        }
        return bench.results("W2", String.valueOf(durability[0]))
                .atMost(
                        300,
                        "10,000 activities behind: ready to next activity, cold",
                        "ms",
                        Throughput.median(millis))
                .list();
    }

    private static RunKey prepare(Lab lab, int activities) throws InterruptedException {
        RunKey run = lab.start(Workflows.RESUME, activities);
        long after = 0;
        // One batch for the start, one for each activity.
        while (after < activities + 1L) {
            var batches = lab.host().client().awaitHistory(run, after, 1_000, Lab.PATIENCE);
            after = batches.getLast().number();
        }
        return run;
    }

    private static double cold(Bench bench, Path store, RunKey run) throws Exception {
        try (ChildProcess child =
                ChildProcess.start(
                        List.of(
                                "bench-child",
                                "cold",
                                bench.name(),
                                store.toString(),
                                run.toString()))) {
            return Double.parseDouble(child.line(ANSWER));
        }
    }

    static void train(Bench bench) throws Exception {
        bench.in(store -> {
            try (Lab lab = bench.lab(store)) {
                RunKey run = prepare(lab, bench.scaled(ACTIVITIES));
                lab.host().loader().replayed(run).dispose();
            }
            return true;
        });
    }

    /// In the child: from the host being ready to the activity being performed.
    static void child(Bench bench, Path store, RunKey run) throws InterruptedException {
        var performed = new CountDownLatch(1);
        var at = new AtomicLong();
        try (Lab lab =
                bench.lab(
                        store,
                        Workflows.catalog(() -> {
                            at.set(System.nanoTime());
                            performed.countDown();
                        }))) {
            long ready = System.nanoTime();
            lab.host().client().signal(run, Workflows.GO_ON.name(), Payload.Inline.of("1"), null);
            performed.await();
            bench.progress().accept(ANSWER + (at.get() - ready) / 1e6);
        }
    }
}
