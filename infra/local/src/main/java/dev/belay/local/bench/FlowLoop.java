package dev.belay.local.bench;

import dev.belay.core.model.RunKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// W10: a flow that loops over 100,000 items, 50 at once, in a process of its own.
final class FlowLoop implements Workload {
    private static final String DONE = "looped ";
    private static final int ITEMS = 100_000;

    @Override
    public List<Measure> run(Bench bench) throws Exception {
        if (!bench.kept()) {
            return List.of();
        }
        int items = bench.scaled(ITEMS);
        return bench.in(store -> {
            try (ChildProcess child =
                    ChildProcess.start(
                            List.of(
                                    "bench-child",
                                    "loop",
                                    bench.name(),
                                    store.toString(),
                                    Integer.toString(items)))) {
                String[] figures = child.line(DONE).split(" ", -1);
                String name = "a loop over %,d items, ".formatted(items);
                return bench.results("W10", figures[2].replace('_', ' '))
                        .atMost(60, name + "50 at once", "s", Double.parseDouble(figures[0]))
                        .atMost(300, name + "resident", "MB", Double.parseDouble(figures[1]))
                        .list();
            }
        });
    }

    /// In the child.
    static void child(Bench bench, Path store, int items) throws InterruptedException, IOException {
        try (Lab lab = bench.lab(store)) {
            BenchFlows.publish(lab.host().flows());
            long begun = System.nanoTime();
            RunKey run = lab.start(BenchFlows.LOOP, items);
            lab.host().client().result(run, Lab.PATIENCE);
            double seconds = (System.nanoTime() - begun) / 1e9;
            bench.progress()
                    .accept(
                            DONE
                                    + seconds
                                    + " "
                                    + Processor.residentMegabytes()
                                    + " "
                                    + lab.durability().replace(' ', '_'));
        }
    }
}
