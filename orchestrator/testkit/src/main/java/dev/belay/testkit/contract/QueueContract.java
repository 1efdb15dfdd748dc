package dev.belay.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.message.QueueMessage;
import dev.belay.core.model.TaskQueue;
import dev.belay.core.port.QueueConsumer;
import dev.belay.core.port.QueueConsumer.Delivery;
import dev.belay.core.port.TaskQueues;
import dev.belay.core.port.TaskQueues.Outgoing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What the queue contracts have in common: the ports under test, and how to let time pass.
abstract class QueueContract {
    /// Hides what a test does not expect to see again.
    static final Duration LONG = Duration.ofMinutes(2);

    /// A second, so that adapters of services that count in seconds can pass.
    static final Duration SHORT = Duration.ofSeconds(1);

    static final Duration BEYOND_SHORT = Duration.ofMillis(1_500);

    /// How long a receive waits for what must come; an adapter on a virtual time does not.
    static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final int RECEIVES_MAX = 50;

    /// The sending side under test, the same one throughout a test.
    protected abstract TaskQueues queues();

    /// The receiving side of the same queues.
    protected abstract QueueConsumer consumer();

    /// Lets time pass as the queues see it: moves their virtual clock, or really waits. Tests ask
    /// for at most two seconds at a time.
    protected abstract void passTime(Duration duration);

    /// A queue that exists and that no other test uses. Adapters whose queues must be created
    /// override it.
    protected TaskQueue newQueue() {
        return Samples.queue();
    }

    final void send(TaskQueue queue, QueueMessage message) {
        queues().send(List.of(Outgoing.now(queue, message)));
    }

    /// What there is right now; nothing is hidden for long.
    final List<Delivery> peek(TaskQueue queue) {
        return consumer().receive(queue, 10, Duration.ZERO, SHORT);
    }

    /// Receives until there are `count` messages, with patience.
    final List<Delivery> receive(TaskQueue queue, int count, Duration visibility) {
        var received = new ArrayList<Delivery>();
        for (int i = 0; i < RECEIVES_MAX && received.size() < count; i++) {
            received.addAll(
                    consumer().receive(queue, count - received.size(), PATIENCE, visibility));
        }
        assertThat(received).as("received of %s", queue).hasSize(count);
        return received;
    }

    final Delivery receiveOne(TaskQueue queue, Duration visibility) {
        return receive(queue, 1, visibility).getFirst();
    }
}
