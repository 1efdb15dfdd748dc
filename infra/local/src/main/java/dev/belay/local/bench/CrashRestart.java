package dev.belay.local.bench;

import dev.belay.core.history.HistoryEvent;
import dev.belay.core.model.RunKey;
import dev.belay.core.model.RunStatus;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// W6: the process is killed in the middle of W1; another one finishes what was promised.
final class CrashRestart implements Workload {
    private static final String STARTED = "started ";

    /// How many runs are promised before the process is killed.
    private static final int RUNS_BEFORE = 500;

    @Override
    public List<Measure> run(Bench bench) throws Exception {
        return bench.kept() ? bench.in(store -> run(bench, store)) : List.of();
    }

    private static List<Measure> run(Bench bench, Path store) throws Exception {
        var promised = new ArrayList<RunKey>();
        try (ChildProcess child =
                ChildProcess.start(
                        List.of("bench-child", "load", bench.name(), store.toString()))) {
            while (promised.size() < bench.scaled(RUNS_BEFORE)) {
                promised.add(RunKey.parse(child.line(STARTED)));
            }
            child.kill();
        }
        bench.progress().accept("W6 killed with %d runs promised".formatted(promised.size()));
        long begun = System.nanoTime();
        try (Lab lab = bench.lab(store)) {
            for (RunKey run : promised) {
                lab.host().client().result(run, Lab.PATIENCE);
            }
            double seconds = (System.nanoTime() - begun) / 1e9;
            long lost =
                    promised.stream()
                            .filter(run ->
                                    lab.host().loader().state(run).status() != RunStatus.COMPLETED)
                            .count();
            long missing = promised.stream().mapToLong(run -> missing(lab, run)).sum();
            return bench.results("W6", lab.durability())
                    .atMost(0, "runs lost to a kill", "runs", (double) lost)
                    .atMost(0, "activities missing after a kill", "activities", (double) missing)
                    .atMost(5, "restart to all runs done", "s", seconds)
                    .list();
        }
    }

    private static long missing(Lab lab, RunKey run) {
        long completed =
                lab.history(run).stream()
                        .flatMap(batch -> batch.events().stream())
                        .filter(event -> event instanceof HistoryEvent.ActivityCompleted)
                        .count();
        return Math.abs(Throughput.ACTIVITIES - completed);
    }

    /// In the child: runs without end, each told when it is promised.
    static void child(Bench bench, Path store) throws InterruptedException {
        try (Lab lab = bench.lab(store)) {
            lab.callWithoutEnd(
                    Workflows.SEQUENCE,
                    Throughput.ACTIVITIES,
                    Throughput.IN_FLIGHT,
                    run -> bench.progress().accept(STARTED + run));
        }
    }
}
