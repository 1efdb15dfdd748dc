package dev.belay.local.bench;

import dev.belay.core.command.Command;
import dev.belay.core.history.Batch;
import dev.belay.core.history.HistoryEvent;
import dev.belay.core.history.HistoryEvent.CommandIssued;
import dev.belay.core.model.RunKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/// W5: 1,000 runs that sleep two seconds: how late each goes on.
final class Lateness implements Workload {
    private static final int RUNS = 1_000;
    private static final int SLEEP_MILLIS = 2_000;

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
        int runs = bench.scaled(RUNS);
        lab.callMany(Workflows.SLEEP, bench.scaled(SLEEP_MILLIS), runs, runs);
        Collection<RunKey> measured =
                lab.callMany(Workflows.SLEEP, bench.scaled(SLEEP_MILLIS), runs, runs);
        double[] late =
                measured.stream().mapToDouble(run -> lateMillis(lab.history(run))).toArray();
        return bench.results("W5", lab.durability())
                .atMost(5, "timer lateness, median", "ms", Results.percentile(late, 0.5))
                .atMost(50, "timer lateness, 99 of 100", "ms", Results.percentile(late, 0.99))
                .list();
    }

    private static double lateMillis(List<Batch> history) {
        Instant due = Instant.MAX;
        for (Batch batch : history) {
            for (HistoryEvent event : batch.events()) {
                if (event instanceof CommandIssued(_, Command.StartTimer(var fireAt, _))) {
                    due = fireAt;
                } else if (event instanceof HistoryEvent.TimerFired) {
                    return Duration.between(due, batch.time()).toNanos() / 1e6;
                }
            }
        }
        throw new IllegalStateException("a run closed without its timer");
    }
}
