package dev.belay.runtime.bench;

import dev.belay.core.client.RunResult;
import dev.belay.core.message.ActivityTask;
import dev.belay.core.message.RunMessage.ActivityReported;
import dev.belay.core.message.StartRequest;
import dev.belay.core.model.Lane;
import dev.belay.core.model.Outcome;
import dev.belay.core.model.Payload;
import dev.belay.core.model.RunKey;
import dev.belay.core.model.RunStatus;
import dev.belay.core.model.TaskQueue;
import dev.belay.core.model.WorkflowId;
import dev.belay.core.model.Workspace;
import dev.belay.core.port.QueueConsumer.Delivery;
import dev.belay.core.port.TaskQueues.Outgoing;
import dev.belay.runtime.installation.LocalCloud;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// Runs of one activity after another, whose activities are answered from here: what is left for
/// the function are workflow tasks of one activity each.
final class Tasks implements AutoCloseable {
    static final TaskQueue WORKFLOW_TASKS = TaskQueue.orchestrator(Lane.SYSTEM);
    static final TaskQueue ACTIVITY_TASKS = new TaskQueue(Lane.SYSTEM, "http-request");
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration WAIT = Duration.ofSeconds(2);
    private static final Duration VISIBILITY = Duration.ofSeconds(60);
    private static final int RUNS = 4;

    private final LocalCloud cloud;
    private final Thread worker;
    private volatile boolean closed;

    Tasks(LocalCloud cloud) {
        this.cloud = cloud;
        this.worker = Thread.ofVirtual().name("activities").start(this::work);
    }

    /// @param number of activities, over a few runs side by side
    void perform(int number) throws InterruptedException {
        String input =
                "{\"url\":\"http://localhost/\",\"times\":%d,\"pause\":\"PT0S\"}"
                        .formatted(number / RUNS);
        var runs = new ArrayList<RunKey>();
        for (int i = 0; i < RUNS; i++) {
            var request =
                    StartRequest.of(
                            new WorkflowId(UUID.randomUUID().toString()),
                            "site-watch",
                            Lane.SYSTEM,
                            Payload.Inline.of(input));
            runs.add(cloud.client().start(Workspace.DEFAULT, request).run());
        }
        for (RunKey run : runs) {
            RunResult result = cloud.client().result(run, PATIENCE);
            if (result.status() != RunStatus.COMPLETED) {
                throw new IllegalStateException("run %s is %s".formatted(run, result.status()));
            }
        }
    }

    private void work() {
        while (!closed) {
            List<Delivery> received =
                    cloud.ports().consumer().receive(ACTIVITY_TASKS, 10, WAIT, VISIBILITY);
            if (!received.isEmpty()) {
                cloud.ports().queues().send(received.stream().map(Tasks::report).toList());
                cloud.ports().consumer().acknowledge(received);
            }
        }
    }

    private static Outgoing report(Delivery delivery) {
        if (delivery.message() instanceof ActivityTask task) {
            var outcome = new Outcome.Completed(Payload.Inline.of("{\"status\":200}"));
            return Outgoing.now(
                    WORKFLOW_TASKS,
                    new ActivityReported(task.run(), task.activityId(), task.attempt(), outcome));
        }
        throw new IllegalStateException("not an activity task: " + delivery.message());
    }

    @Override
    public void close() {
        closed = true;
        try {
            worker.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
