package dev.belay.local.bench;

import dev.belay.core.history.Batch;
import dev.belay.core.model.RunKey;
import dev.belay.core.model.Workspace;
import dev.belay.core.workflow.WorkflowType;
import dev.belay.flow.store.InMemoryFlowStore;
import java.time.Duration;
import java.util.List;

/// W10: what a flow's action costs beside a code workflow's activity, whether it stays so in a long
/// run, and what publishing takes.
final class FlowActions implements Workload {
    private static final int ROUNDS = 3;
    private static final int WARM_UPS = 4;
    private static final int LONGEST = 10_000;
    private static final int EDGE = 100;
    private static final int TASKS = 50;
    private static final int PUBLISHED = 100;

    @Override
    public List<Measure> run(Bench bench) throws Exception {
        return bench.in(store -> {
            try (Lab lab = bench.lab(store)) {
                BenchFlows.publish(lab.host().flows());
                Results results = bench.results("W10", lab.durability());
                publish(results);
                compare(bench, lab, results);
                lengthen(bench, lab, results);
                return results.list();
            }
        });
    }

    private static void publish(Results results) {
        double[] millis = new double[PUBLISHED];
        for (int i = 0; i < PUBLISHED; i++) {
            var publisher = BenchFlows.publisher(new InMemoryFlowStore());
            String text = BenchFlows.sequence("published", TASKS);
            long begun = System.nanoTime();
            publisher.publish(Workspace.DEFAULT, text);
            millis[i] = (System.nanoTime() - begun) / 1e6;
        }
        double[] warm = java.util.Arrays.copyOfRange(millis, PUBLISHED / 2, PUBLISHED);
        results.atMost(50, "publish 50 tasks, warm", "ms", Throughput.median(warm));
    }

    /// In turns, so that what else the machine does befalls both.
    private static void compare(Bench bench, Lab lab, Results results) throws InterruptedException {
        for (int i = 0; i < WARM_UPS; i++) {
            cpu(bench, lab, Workflows.SEQUENCE);
            cpu(bench, lab, BenchFlows.SEQUENCE);
        }
        double[] code = new double[ROUNDS];
        double[] flow = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            code[i] = cpu(bench, lab, Workflows.SEQUENCE);
            flow[i] = cpu(bench, lab, BenchFlows.SEQUENCE);
            bench.progress()
                    .accept("W10 code %.0f us, flow %.0f us each".formatted(code[i], flow[i]));
        }
        results.atMost(
                1.5,
                "processor per action over a code workflow's",
                "ratio",
                Throughput.median(flow) / Throughput.median(code));
    }

    /// @return microseconds of processor of one activity
    private static double cpu(Bench bench, Lab lab, WorkflowType<Integer, ?> workflow)
            throws InterruptedException {
        int runs = bench.scaled(Throughput.RUNS);
        double before = Processor.cpuSeconds();
        lab.callMany(workflow, Throughput.ACTIVITIES, runs, Throughput.IN_FLIGHT);
        return (Processor.cpuSeconds() - before) * 1e6 / (runs * Throughput.ACTIVITIES);
    }

    private static void lengthen(Bench bench, Lab lab, Results results)
            throws InterruptedException {
        int actions = Math.max(2 * EDGE, bench.scaled(LONGEST));
        double[] ratios = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            RunKey run = lab.start(BenchFlows.LONG, actions);
            lab.awaitClosed(run);
            List<Batch> history = lab.history(run);
            int end = history.size() - 1;
            ratios[i] = seconds(history, end - EDGE, end) / seconds(history, 0, EDGE);
            bench.progress().accept("W10 last/first %.2f".formatted(ratios[i]));
        }
        results.atMost(
                1.2,
                "%,d actions: last 100 over first 100".formatted(actions),
                "ratio",
                Throughput.median(ratios));
    }

    private static double seconds(List<Batch> history, int from, int to) {
        return Duration.between(history.get(from).time(), history.get(to).time()).toNanos() / 1e9;
    }
}
