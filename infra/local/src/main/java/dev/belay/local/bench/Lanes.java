package dev.belay.local.bench;

import dev.belay.core.model.Lane;
import dev.belay.core.model.RunKey;
import dev.belay.core.model.Workspace;
import dev.belay.local.bench.SteadyLoad.Sample;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/// What a burst of one workspace's automations does to the lane `system`, and to another workspace
/// in its own lane. Quiet and burst alternate in one process, and only their ratio counts: a
/// machine that is slow today is slow in both.
final class Lanes implements Workload {
    private static final Workspace CALM = new Workspace("calm");
    private static final Workspace FLOOD = new Workspace("flood");
    private static final int FLOOD_RUNS = 5_000;
    private static final int CALLS = 5;
    private static final int CALLERS = 8;
    private static final int SYSTEM_PER_SECOND = 40;
    private static final int SYSTEM_ACTIVITIES = 3;
    private static final int CALM_PER_SECOND = 20;
    private static final int ROUNDS = 3;
    private static final int QUIET_MILLIS = 12_000;
    private static final int SETTLE_MILLIS = 2_000;
    private static final int SAMPLE_MILLIS = 50;

    /// A time in which samples count, by [System#nanoTime].
    record Window(long from, long to) {
        boolean has(long at) {
            return at >= from && at < to;
        }

        double seconds() {
            return (to - from) / 1e9;
        }
    }

    @Override
    public List<Measure> run(Bench bench) throws Exception {
        return bench.in(store -> {
            try (Lab lab = bench.lab(store)) {
                return new Trial(bench, lab).measure();
            }
        });
    }

    /// Where the last measurement is drawn.
    static Path plot(Bench bench) {
        return bench.directory().resolve("lanes.svg");
    }

    private static final class Trial {
        private final Bench bench;
        private final Lab lab;
        private final SteadyLoad system;
        private final SteadyLoad calm;
        private final Queue<RunKey> flood = new ConcurrentLinkedQueue<>();
        private final List<Window> quiet = new ArrayList<>();
        private final List<Window> bursts = new ArrayList<>();

        Trial(Bench bench, Lab lab) {
            this.bench = bench;
            this.lab = lab;
            system =
                    SteadyLoad.of(
                            lab,
                            Workspace.DEFAULT,
                            Workflows.SEQUENCE,
                            SYSTEM_ACTIVITIES,
                            SYSTEM_PER_SECOND);
            calm = SteadyLoad.of(lab, CALM, Workflows.CALLS, CALLS, CALM_PER_SECOND);
        }

        List<Measure> measure() throws Exception {
            var timeline = new LaneTimeline(lab, Lane.AUTOMATION);
            Thread sampler =
                    Thread.ofPlatform().daemon().start(() -> timeline.sample(SAMPLE_MILLIS));
            List<Thread> loads = List.of(system.start(), calm.start());
            burst();
            rest(SETTLE_MILLIS);
            long begun = System.nanoTime();
            for (int round = 1; round <= ROUNDS; round++) {
                long from = System.nanoTime();
                rest(Math.max(500, bench.scaled(QUIET_MILLIS)));
                quiet.add(new Window(from, System.nanoTime()));
                bursts.add(burst());
                tell(round);
                rest(SETTLE_MILLIS);
            }
            loads.forEach(Thread::interrupt);
            for (Thread load : loads) {
                load.join();
            }
            while (system.open() + calm.open() > 0) {
                rest(SAMPLE_MILLIS);
            }
            sampler.interrupt();
            sampler.join();
            draw(timeline, begun);
            return results(timeline);
        }

        /// All runs of the flood at once, until the last is closed.
        private Window burst() throws InterruptedException {
            long from = System.nanoTime();
            var left = new AtomicInteger(bench.scaled(FLOOD_RUNS));
            var callers = new ArrayList<Thread>();
            for (int i = 0; i < CALLERS; i++) {
                callers.add(
                        Thread.ofVirtual()
                                .name("flood-" + i)
                                .start(() -> {
                                    while (left.getAndDecrement() > 0) {
                                        flood.add(lab.start(FLOOD, Workflows.CALLS, CALLS));
                                    }
                                }));
            }
            for (Thread caller : callers) {
                caller.join();
            }
            double started = (System.nanoTime() - from) / 1e9;
            for (RunKey run : flood) {
                while (lab.closedAt(run) == null) {
                    rest(1);
                }
            }
            var window = new Window(from, System.nanoTime());
            bench.progress()
                    .accept(
                            "lanes burst: %,d runs started in %.1f s, drained after %.1f s"
                                    .formatted(
                                            bench.scaled(FLOOD_RUNS), started, window.seconds()));
            return window;
        }

        private static void rest(long millis) {
            long until = System.nanoTime() + millis * 1_000_000;
            for (long left = until - System.nanoTime();
                    left > 0;
                    left = until - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
        }

        private void tell(int round) {
            bench.progress()
                    .accept(
                            "lanes round %d: system p99 %.1f then %.1f ms, calm p99 %.1f then %.1f ms"
                                    .formatted(
                                            round,
                                            percentile(system, List.of(quiet.getLast()), 0.99),
                                            percentile(system, List.of(bursts.getLast()), 0.99),
                                            percentile(calm, List.of(quiet.getLast()), 0.99),
                                            percentile(calm, List.of(bursts.getLast()), 0.99)));
        }

        private List<Measure> results(LaneTimeline timeline) {
            Results results = bench.results("LANES", lab.durability());
            add(results, "system", system, 1.5);
            add(results, "calm workspace in automation", calm, 3);
            int lost =
                    Math.toIntExact(
                            flood.stream().filter(run -> lab.closedAt(run) == null).count());
            return results.tell(
                            "automation, burst drained after, median",
                            "s",
                            Throughput.median(
                                    bursts.stream().mapToDouble(Window::seconds).toArray()))
                    .tell("automation, places for attempts, most", "attempts", timeline.limitMax())
                    .atMost(0, "runs lost", "runs", lost + system.open() + calm.open())
                    .list();
        }

        private void add(Results results, String who, SteadyLoad load, double target) {
            double before = percentile(load, quiet, 0.99);
            double during = percentile(load, bursts, 0.99);
            results.tell(who + ", quiet, median", "ms", percentile(load, quiet, 0.5))
                    .tell(who + ", quiet, 99 of 100", "ms", before)
                    .tell(who + ", burst, median", "ms", percentile(load, bursts, 0.5))
                    .tell(who + ", burst, 99 of 100", "ms", during)
                    .atMost(target, who + ", burst / quiet, 99 of 100", "", during / before);
        }

        private static double percentile(SteadyLoad load, List<Window> windows, double share) {
            return Results.percentile(
                    load.samples().stream()
                            .filter(sample ->
                                    windows.stream().anyMatch(window -> window.has(sample.at())))
                            .mapToDouble(Sample::millis)
                            .toArray(),
                    share);
        }

        private void draw(LaneTimeline timeline, long begun) throws Exception {
            Files.writeString(
                    plot(bench),
                    new LanePlot(begun, bursts, system.samples(), calm.samples(), timeline.points())
                            .svg());
        }
    }
}
