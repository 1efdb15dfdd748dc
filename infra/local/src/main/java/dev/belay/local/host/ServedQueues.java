package dev.belay.local.host;

import dev.belay.core.model.TaskQueue;
import dev.belay.core.port.TaskQueues;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// Queues that somebody serves as soon as anything is sent to them, whatever they are called.
final class ServedQueues implements TaskQueues {
    private final TaskQueues queues;
    private final Consumer<TaskQueue> serve;
    private final Set<TaskQueue> served = ConcurrentHashMap.newKeySet();

    ServedQueues(TaskQueues queues, Consumer<TaskQueue> serve) {
        this.queues = queues;
        this.serve = serve;
    }

    void require(TaskQueue queue) {
        if (!served.contains(queue)) {
            synchronized (served) {
                if (!served.contains(queue)) {
                    serve.accept(queue);
                    served.add(queue);
                }
            }
        }
    }

    @Override
    public void send(List<Outgoing> messages) {
        for (Outgoing message : messages) {
            require(message.queue());
        }
        queues.send(messages);
    }

    @Override
    public Duration delayMax() {
        return queues.delayMax();
    }
}
