package dev.belay.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.message.RunMessage.InboxFilled;
import dev.belay.core.model.TaskQueue;
import dev.belay.core.model.Workspace;
import dev.belay.core.port.QueueConsumer;
import dev.belay.core.port.QueueConsumer.Delivery;
import dev.belay.core.port.TaskQueues;
import dev.belay.core.port.TaskQueues.Outgoing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What queues promise that know whose turn it is. Fair queues of SQS promise it less exactly, and
/// its emulators not at all.
public interface FairQueuesContract {
    /// The sending side under test.
    TaskQueues queues();

    /// The receiving side of the same queues.
    QueueConsumer consumer();

    @Test
    default void ten_messages_of_a_workspace_are_among_the_first_behind_the_flood_of_another() {
        for (int batch : List.of(1, 3, 10)) {
            TaskQueue queue = Samples.queue();
            Workspace flood = Samples.workspace();
            Workspace calm = Samples.workspace();
            send(queue, flood, 10_000);
            send(queue, calm, 10);

            var order = new ArrayList<Workspace>();
            while (order.size() < 30) {
                List<Delivery> received =
                        consumer().receive(queue, batch, Duration.ZERO, Duration.ofMinutes(2));
                assertThat(received).as("received so far: %s", order).isNotEmpty();
                received.forEach(delivery -> order.add(delivery.message().run().workspace()));
            }

            assertThat(order.subList(0, 21)).filteredOn(calm::equals).hasSize(10);
            assertThat(order.subList(21, 30)).containsOnly(flood);
        }
    }

    private void send(TaskQueue queue, Workspace workspace, int count) {
        var messages = new ArrayList<Outgoing>();
        for (int i = 0; i < count; i++) {
            messages.add(Outgoing.now(queue, new InboxFilled(Samples.run(workspace))));
        }
        queues().send(messages);
    }
}
