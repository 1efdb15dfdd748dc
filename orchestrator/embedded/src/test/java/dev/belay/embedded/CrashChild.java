package dev.belay.embedded;

import dev.belay.core.history.StoredBatch;
import dev.belay.core.message.RunMessage.DeliveryReported;
import dev.belay.core.model.Lane;
import dev.belay.core.model.RunId;
import dev.belay.core.model.RunKey;
import dev.belay.core.model.TaskQueue;
import dev.belay.core.model.WorkflowId;
import dev.belay.core.model.Workspace;
import dev.belay.core.port.QueueConsumer.Delivery;
import dev.belay.core.port.TaskQueues.Outgoing;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/// A process that works until it is killed. Each run goes round: receive message n, append batch n,
/// tell that on the standard output, send message n + 1, acknowledge message n.
///
/// Arguments: the store's directory, the number of runs.
final class CrashChild {
    static final TaskQueue QUEUE = TaskQueue.orchestrator(Lane.SYSTEM);
    private static final Duration VISIBILITY = Duration.ofMinutes(1);

    private CrashChild() {}

    public static void main(String[] arguments) throws InterruptedException {
        var store = EmbeddedStore.open(Path.of(arguments[0]));
        int runs = Integer.parseInt(arguments[1]);
        for (int i = 0; i < runs; i++) {
            start(store, run(i), new WorkflowId("run-" + i));
        }
        var threads = new Thread[runs];
        for (int i = 0; i < runs; i++) {
            threads[i] = Thread.startVirtualThread(() -> work(store));
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    /// The message first: once the pointer is durable, the message is.
    private static void start(EmbeddedStore store, RunKey run, WorkflowId id) {
        if (store.index().current(run.workspace(), id).isEmpty()) {
            send(store, run, 1);
            if (!store.index().point(run.workspace(), id, null, run.runId())) {
                throw new IllegalStateException("nobody else starts runs");
            }
        }
    }

    private static void work(EmbeddedStore store) {
        while (true) {
            for (Delivery delivery :
                    store.queues().receive(QUEUE, 1, Duration.ofSeconds(1), VISIBILITY)) {
                var message = (DeliveryReported) delivery.message();
                int number = message.commandId();
                if (store.histories().append(message.run(), batch(message.run(), number))) {
                    System.out.println(message.run().runId() + " " + number);
                }
                send(store, message.run(), number + 1);
                store.queues().acknowledge(List.of(delivery));
            }
        }
    }

    private static void send(EmbeddedStore store, RunKey run, int number) {
        store.queues().send(List.of(Outgoing.now(QUEUE, new DeliveryReported(run, number, null))));
    }

    static RunKey run(int i) {
        return new RunKey(Workspace.DEFAULT, RunId.of(Instant.EPOCH, i, i));
    }

    /// Bytes that only this batch has.
    static StoredBatch batch(RunKey run, long number) {
        var bytes = new byte[300];
        Arrays.fill(bytes, (byte) number);
        ByteBuffer.wrap(bytes).putLong(number).putInt(run.hashCode());
        return new StoredBatch(number, bytes);
    }
}
