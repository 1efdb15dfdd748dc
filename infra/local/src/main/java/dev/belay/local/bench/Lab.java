package dev.belay.local.bench;

import dev.belay.core.history.Batch;
import dev.belay.core.message.StartRequest;
import dev.belay.core.model.Lane;
import dev.belay.core.model.Payload;
import dev.belay.core.model.RunKey;
import dev.belay.core.model.WorkflowId;
import dev.belay.core.model.Workspace;
import dev.belay.core.workflow.WorkflowType;
import dev.belay.local.backend.Backend;
import dev.belay.local.host.Catalog;
import dev.belay.local.host.HostOptions;
import dev.belay.local.host.SingleProcess;
import dev.belay.webhook.store.InMemorySecrets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A system to measure: a backend, a host on it, and callers.
final class Lab implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final AtomicLong NUMBERS = new AtomicLong();

    private final Backend backend;
    private final InMemorySecrets secrets = new InMemorySecrets();
    private final SingleProcess host;
    private final Map<RunKey, Long> closed = new ConcurrentHashMap<>();
    private volatile Runnable onClose = () -> {};

    Lab(Backend backend, Catalog catalog) {
        this.backend = backend;
        this.host =
                SingleProcess.start(
                        new ObservedBackend(backend, this::closed),
                        catalog,
                        HostOptions.of("bench").withSecrets(secrets));
    }

    private void closed(RunKey run) {
        // A redelivered message shows a run's end again.
        if (closed.putIfAbsent(run, System.nanoTime()) == null) {
            onClose.run();
        }
    }

    /// When the run closed, by [System#nanoTime]; null while it is open.
    @Nullable Long closedAt(RunKey run) {
        return closed.get(run);
    }

    /// How many messages of a lane are in its queues, received or not.
    long depth(Lane lane) {
        return backend.depths().stream()
                .filter(queue -> queue.queue().lane().equals(lane))
                .mapToLong(queue -> orNone(queue.waiting()) + orNone(queue.inFlight()))
                .sum();
    }

    private static long orNone(@Nullable Long count) {
        return count == null ? 0 : count;
    }

    String durability() {
        return backend.durability();
    }

    SingleProcess host() {
        return host;
    }

    InMemorySecrets secrets() {
        return secrets;
    }

    /// Does something that starts `count` runs, and waits until all are closed.
    <T> T untilClosed(int count, Starting<T> starting) throws InterruptedException {
        var done = new CountDownLatch(count);
        onClose = done::countDown;
        T result = starting.start();
        done.await();
        return result;
    }

    /// Something that starts runs.
    interface Starting<T> {
        T start() throws InterruptedException;
    }

    /// Returns as soon as the run is promised.
    RunKey start(WorkflowType<Integer, ?> workflow, int input) {
        return start(Workspace.DEFAULT, workflow, input);
    }

    RunKey start(Workspace workspace, WorkflowType<Integer, ?> workflow, int input) {
        Payload payload = Payload.Inline.of(Integer.toString(input));
        String id = workflow.name() + "-" + NUMBERS.incrementAndGet() + "-" + System.nanoTime();
        return host.client()
                .start(
                        workspace,
                        StartRequest.of(
                                new WorkflowId(id), workflow.name(), workflow.lane(), payload))
                .run();
    }

    /// Starts a run and waits for its end, as a caller would.
    RunKey call(WorkflowType<Integer, ?> workflow, int input) throws InterruptedException {
        RunKey run = start(workflow, input);
        host.client().result(run, PATIENCE);
        return run;
    }

    /// Starts `count` runs, at most `inFlight` of them open at once, and waits until all are
    /// closed.
    ///
    /// @return the runs, in no particular order
    Queue<RunKey> callMany(WorkflowType<Integer, ?> workflow, int input, int count, int inFlight)
            throws InterruptedException {
        var runs = new ConcurrentLinkedQueue<RunKey>();
        var places = new Semaphore(inFlight);
        var done = new CountDownLatch(count);
        onClose =
                () -> {
                    places.release();
                    done.countDown();
                };
        var left = new AtomicInteger(count);
        for (int i = 0; i < Math.min(inFlight, count); i++) {
            Thread.startVirtualThread(() -> {
                while (left.getAndDecrement() > 0) {
                    places.acquireUninterruptibly();
                    runs.add(start(workflow, input));
                }
            });
        }
        done.await();
        return runs;
    }

    /// Keeps `inFlight` runs open until the process ends.
    void callWithoutEnd(
            WorkflowType<Integer, ?> workflow, int input, int inFlight, Consumer<RunKey> started)
            throws InterruptedException {
        var places = new Semaphore(inFlight);
        onClose = places::release;
        while (true) {
            places.acquire();
            Thread.startVirtualThread(() -> started.accept(start(workflow, input)));
        }
    }

    /// Waits for the end of a run that was the only one started, without watching its history.
    void awaitClosed(RunKey run) throws InterruptedException {
        var done = new CountDownLatch(1);
        onClose = done::countDown;
        if (!closed.containsKey(run)) {
            done.await();
        }
    }

    List<Batch> history(RunKey run) {
        return host.loader().read(run);
    }

    /// Stops the host and leaves the store as small as it gets.
    @Override
    public void close() {
        host.close();
        backend.close();
    }
}
