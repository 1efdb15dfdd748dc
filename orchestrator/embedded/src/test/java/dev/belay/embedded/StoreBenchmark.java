package dev.belay.embedded;

import dev.belay.core.activity.ActivityOptions;
import dev.belay.core.history.StoredBatch;
import dev.belay.core.message.ActivityTask;
import dev.belay.core.message.RunMessage.ActivityReported;
import dev.belay.core.model.Lane;
import dev.belay.core.model.Outcome;
import dev.belay.core.model.Payload;
import dev.belay.core.model.RunId;
import dev.belay.core.model.RunKey;
import dev.belay.core.model.TaskQueue;
import dev.belay.core.model.Workspace;
import dev.belay.core.port.QueueConsumer.Delivery;
import dev.belay.core.port.TaskQueues.Outgoing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/// What one activity costs the store: a synced append, two sends, two receives, two
/// acknowledgements. Runs that each do one activity after another, over one worker and one
/// orchestrator queue.
///
/// Arguments: a directory, runs at once, activities per run.
final class StoreBenchmark {
    private static final TaskQueue WORK = new TaskQueue(Lane.SYSTEM, "work");
    private static final TaskQueue RUNS = TaskQueue.orchestrator(Lane.SYSTEM);
    private static final Duration WAIT = Duration.ofMillis(200);
    private static final Duration VISIBILITY = Duration.ofMinutes(1);

    private final EmbeddedStore store;
    private final int activities;
    private final CountDownLatch open;
    private final Map<RunKey, byte[]> results = new ConcurrentHashMap<>();
    private final AtomicBoolean stopped = new AtomicBoolean();

    private StoreBenchmark(EmbeddedStore store, int runs, int activities) {
        this.store = store;
        this.activities = activities;
        this.open = new CountDownLatch(runs);
    }

    public static void main(String[] arguments) throws Exception {
        Path directory = Path.of(arguments[0]);
        int runs = Integer.parseInt(arguments[1]);
        int activities = Integer.parseInt(arguments[2]);
        Files.createDirectories(directory);
        for (int round = 0; round < 3; round++) {
            round(directory.resolve("round-" + round), runs, activities);
        }
    }

    private static void round(Path directory, int runs, int activities) throws Exception {
        long count = (long) runs * activities;
        var options = EmbeddedOptions.in(directory);
        try (var store = EmbeddedStore.open(options)) {
            long cpu = cpuNanos();
            long start = System.nanoTime();
            new StoreBenchmark(store, runs, activities).run(runs);
            double seconds = (System.nanoTime() - start) / 1e9;
            double micros = (cpuNanos() - cpu) / 1e3 / count;
            System.out.printf(
                    "%d runs at once: %,.0f activities/s, %.1f us of CPU each%n",
                    runs, count / seconds, micros);
        }
        System.out.printf("%.0f bytes per activity on disk%n", (double) size(directory) / count);
    }

    private void run(int runs) throws InterruptedException {
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < Math.max(1, runs); i++) {
            threads.add(Thread.startVirtualThread(() -> consume(WORK)));
            threads.add(Thread.startVirtualThread(() -> consume(RUNS)));
        }
        var random = new Random(1);
        for (int i = 0; i < runs; i++) {
            var run =
                    new RunKey(
                            Workspace.DEFAULT,
                            RunId.of(Instant.now(), random.nextInt(65_536), random.nextLong()));
            byte[] bytes = new byte[200];
            random.nextBytes(bytes);
            results.put(run, bytes);
            store.queues().send(List.of(Outgoing.now(WORK, task(run, 1))));
        }
        open.await();
        stopped.set(true);
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private void consume(TaskQueue queue) {
        while (!stopped.get()) {
            for (Delivery delivery : store.queues().receive(queue, 1, WAIT, VISIBILITY)) {
                switch (delivery.message()) {
                    case ActivityTask task -> perform(task);
                    case ActivityReported report -> advance(report);
                    default -> throw new IllegalStateException();
                }
                store.queues().acknowledge(List.of(delivery));
            }
        }
    }

    private void perform(ActivityTask task) {
        byte[] seed = results.getOrDefault(task.run(), new byte[0]);
        String result =
                "{\"order\":\"order-%d\",\"status\":\"RESERVED\",\"warehouse\":\"north\",\"lines\":[{\"sku\":\"A-%d\",\"quantity\":3}],\"token\":\"%s\"}"
                        .formatted(
                                task.activityId(),
                                task.activityId() * 31,
                                HexFormat.of().formatHex(seed, 0, 24)
                                        + Long.toHexString(
                                                task.activityId() * 0x9E3779B97F4A7C15L));
        store.queues()
                .send(
                        List.of(
                                Outgoing.now(
                                        RUNS,
                                        new ActivityReported(
                                                task.run(),
                                                task.activityId(),
                                                1,
                                                new Outcome.Completed(
                                                        Payload.Inline.of(result))))));
    }

    private void advance(ActivityReported report) {
        var result = (Payload.Inline) ((Outcome.Completed) report.outcome()).result();
        byte[] batch = new byte[Math.max(350, result.size())];
        System.arraycopy(result.bytes(), 0, batch, 0, result.size());
        if (!store.histories().append(report.run(), new StoredBatch(report.activityId(), batch))) {
            throw new IllegalStateException("batch %s is taken".formatted(report.activityId()));
        }
        if (report.activityId() < activities) {
            store.queues()
                    .send(List.of(Outgoing.now(WORK, task(report.run(), report.activityId() + 1))));
        } else {
            open.countDown();
        }
    }

    private static ActivityTask task(RunKey run, int id) {
        return new ActivityTask(
                run,
                Lane.SYSTEM,
                "reserve",
                id,
                1,
                Payload.Inline.of("{\"order\":\"order-42\",\"sku\":\"A-17\",\"quantity\":3}"),
                ActivityOptions.DEFAULT,
                Instant.now());
    }

    private static long cpuNanos() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
    }

    private static long size(Path directory) throws IOException {
        try (var files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }
}
